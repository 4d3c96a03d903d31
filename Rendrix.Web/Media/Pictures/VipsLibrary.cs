using System.Reflection;
using System.Runtime.InteropServices;

namespace Rendrix.Web.Media.Pictures;

/// <summary>
/// libvips, the picture library, as npm brings it for this machine. It is loaded when the first picture needs it, never at the start; where it
/// is missing, pictures are kept and served as they came. Only four loaders work and nothing is cached: what comes in was sent by strangers.
/// </summary>
internal static class VipsLibrary
{
    private const string Name = "vips";

    // The formats we take in; every other loader (PDF, SVG, TIFF, camera formats, ImageMagick's) stays shut.
    private static readonly string[] Loaders = ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadNsgif"];

    private static readonly Lazy<string?> Started = new(Start);

    /// <summary>Why there is no picture library here; null when there is one.</summary>
    public static string? Problem => Started.Value;

    private static string? Start()
    {
        if (Candidates().FirstOrDefault(File.Exists) is not { } path) return "libvips was not found; `npm ci` brings it for Linux and macOS";
        if (!NativeLibrary.TryLoad(path, out var library)) return $"{path} could not be loaded";
        NativeLibrary.SetDllImportResolver(Assembly.GetExecutingAssembly(), (name, _, _) => name == Name ? library : IntPtr.Zero);
        // Warnings about torn files belong into our sentences, not on the console.
        if (SetEnvironment("VIPS_WARNING", "0", 1) == 0 || Init("rendrix") != 0) return "libvips could not start";
        BlockOperation("VipsForeignLoad", 1);
        foreach (var loader in Loaders) BlockOperation(loader, 0);
        // One picture at a time keeps one core busy; how many at a time is Derivatives' business.
        SetConcurrency(1);
        SetCacheMax(0);
        return null;
    }

    private static IEnumerable<string> Candidates()
    {
        var (system, file) = OperatingSystem.IsMacOS() ? ("darwin", "libvips-cpp*.dylib") : (RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal) ? "linuxmusl" : "linux", "libvips-cpp.so*");
        var machine = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        var package = Path.Combine("@img", $"sharp-libvips-{system}-{machine}", "lib");
        List<string> places = [Path.Combine(AppContext.BaseDirectory, "vips")];
        foreach (var start in new[] { AppContext.BaseDirectory, Directory.GetCurrentDirectory() })
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent) places.Add(Path.Combine(folder.FullName, "node_modules", package));
        return places.Where(Directory.Exists).SelectMany(place => Directory.EnumerateFiles(place, file));
    }

    [DllImport(Name, EntryPoint = "vips_init", BestFitMapping = false, ThrowOnUnmappableChar = true)] private static extern int Init([MarshalAs(UnmanagedType.LPUTF8Str)] string program);
    [DllImport(Name, EntryPoint = "g_setenv", BestFitMapping = false, ThrowOnUnmappableChar = true)] private static extern int SetEnvironment([MarshalAs(UnmanagedType.LPUTF8Str)] string name, [MarshalAs(UnmanagedType.LPUTF8Str)] string value, int overwrite);
    [DllImport(Name, EntryPoint = "vips_operation_block_set", BestFitMapping = false, ThrowOnUnmappableChar = true)] private static extern void BlockOperation([MarshalAs(UnmanagedType.LPUTF8Str)] string name, int blocked);
    [DllImport(Name, EntryPoint = "vips_concurrency_set")] private static extern void SetConcurrency(int threads);
    [DllImport(Name, EntryPoint = "vips_cache_set_max")] private static extern void SetCacheMax(int operations);
}

/// <summary>libvips could not do what was asked; the message is its own and for the log.</summary>
internal sealed class VipsException(string message) : Exception(message);

/// <summary>One operation of libvips: named, given its inputs, run, asked for its outputs.</summary>
internal sealed class VipsOperation : IDisposable
{
    private const string Name = "vips";
    private const nuint StringType = 16 << 2;
    private nint _operation;

    /// <summary>An operation by its name, thumbnail_buffer for example.</summary>
    public VipsOperation(string name, string options = "")
    {
        if (VipsLibrary.Problem is { } problem) throw new VipsException(problem);
        _operation = New(name);
        if (_operation == 0) throw new VipsException($"libvips knows no operation {name}");
        if (options.Length > 0 && SetFromString(_operation, options) != 0) throw Failed();
    }

    /// <summary>Gives it a picture.</summary>
    public VipsOperation With(string property, VipsPicture picture)
    {
        var value = default(Value);
        Init(ref value, ImageType());
        SetObject(ref value, picture.Handle);
        SetProperty(_operation, property, ref value);
        Unset(ref value);
        return this;
    }

    /// <summary>Gives it bytes, which must stay where they are until everything made of them is written.</summary>
    public VipsOperation With(string property, nint data, int length)
    {
        var value = default(Value);
        Init(ref value, BlobType());
        SetBlob(ref value, 0, data, (nuint)length);
        SetProperty(_operation, property, ref value);
        Unset(ref value);
        return this;
    }

    /// <summary>Gives it a text.</summary>
    public VipsOperation With(string property, string text)
    {
        var value = default(Value);
        Init(ref value, StringType);
        SetString(ref value, text);
        SetProperty(_operation, property, ref value);
        Unset(ref value);
        return this;
    }

    /// <summary>Runs it.</summary>
    public VipsOperation Run()
    {
        var built = Build(_operation);
        if (built == 0) throw Failed();
        _operation = built;
        return this;
    }

    /// <summary>Runs it; its output is a picture.</summary>
    public VipsPicture Picture()
    {
        Run();
        var value = default(Value);
        Init(ref value, ImageType());
        GetProperty(_operation, "out", ref value);
        var picture = new VipsPicture(Ref(GetObject(ref value)));
        Unset(ref value);
        return picture;
    }

    /// <summary>Runs it; its output are the bytes of a file.</summary>
    public byte[] Bytes()
    {
        Run();
        var value = default(Value);
        Init(ref value, BlobType());
        GetProperty(_operation, "buffer", ref value);
        var data = GetBlob(ref value, out var length);
        var bytes = new byte[(int)length];
        Marshal.Copy(data, bytes, 0, bytes.Length);
        Unset(ref value);
        return bytes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_operation == 0) return;
        UnrefOutputs(_operation);
        Unref(_operation);
        _operation = 0;
    }

    /// <summary>What libvips says went wrong.</summary>
    internal static VipsException Failed()
    {
        var text = ErrorBufferCopy();
        var message = Marshal.PtrToStringUTF8(text)?.Trim();
        Free(text);
        ErrorClear();
        return new VipsException(string.IsNullOrEmpty(message) ? "libvips failed without a word" : message);
    }

    // GValue of GLib: a type and two words.
    [StructLayout(LayoutKind.Sequential)]
    private struct Value
    {
        public nuint Type;
        public long First, Second;
    }

    [DllImport(Name, EntryPoint = "vips_operation_new", BestFitMapping = false, ThrowOnUnmappableChar = true)] private static extern nint New([MarshalAs(UnmanagedType.LPUTF8Str)] string name);
    [DllImport(Name, EntryPoint = "vips_object_set_from_string", BestFitMapping = false, ThrowOnUnmappableChar = true)] private static extern int SetFromString(nint operation, [MarshalAs(UnmanagedType.LPUTF8Str)] string options);
    [DllImport(Name, EntryPoint = "vips_cache_operation_build")] private static extern nint Build(nint operation);
    [DllImport(Name, EntryPoint = "vips_object_unref_outputs")] private static extern void UnrefOutputs(nint operation);
    [DllImport(Name, EntryPoint = "vips_error_buffer_copy")] private static extern nint ErrorBufferCopy();
    [DllImport(Name, EntryPoint = "vips_error_clear")] private static extern void ErrorClear();
    [DllImport(Name, EntryPoint = "vips_image_get_type")] private static extern nuint ImageType();
    [DllImport(Name, EntryPoint = "vips_blob_get_type")] private static extern nuint BlobType();
    [DllImport(Name, EntryPoint = "vips_value_set_blob")] private static extern void SetBlob(ref Value value, nint free, nint data, nuint length);
    [DllImport(Name, EntryPoint = "vips_value_get_blob")] private static extern nint GetBlob(ref Value value, out nuint length);
    [DllImport(Name, EntryPoint = "g_value_init")] private static extern nint Init(ref Value value, nuint type);
    [DllImport(Name, EntryPoint = "g_value_unset")] private static extern void Unset(ref Value value);
    [DllImport(Name, EntryPoint = "g_value_set_object")] private static extern void SetObject(ref Value value, nint item);
    [DllImport(Name, EntryPoint = "g_value_get_object")] private static extern nint GetObject(ref Value value);
    [DllImport(Name, EntryPoint = "g_value_set_string", BestFitMapping = false, ThrowOnUnmappableChar = true)] private static extern void SetString(ref Value value, [MarshalAs(UnmanagedType.LPUTF8Str)] string text);
    [DllImport(Name, EntryPoint = "g_object_set_property", BestFitMapping = false, ThrowOnUnmappableChar = true)] private static extern void SetProperty(nint item, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, ref Value value);
    [DllImport(Name, EntryPoint = "g_object_get_property", BestFitMapping = false, ThrowOnUnmappableChar = true)] private static extern void GetProperty(nint item, [MarshalAs(UnmanagedType.LPUTF8Str)] string name, ref Value value);
    [DllImport(Name, EntryPoint = "g_object_ref")] private static extern nint Ref(nint item);
    [DllImport(Name, EntryPoint = "g_object_unref")] private static extern void Unref(nint item);
    [DllImport(Name, EntryPoint = "g_free")] private static extern void Free(nint memory);
}

/// <summary>A picture inside libvips: mostly a recipe, whose pixels are made when they are written.</summary>
internal sealed class VipsPicture(nint handle) : IDisposable
{
    private const string Name = "vips";

    /// <summary>The VipsImage.</summary>
    public nint Handle { get; private set; } = handle;
    /// <summary>Pixels.</summary>
    public int Width => GetWidth(Handle);
    /// <summary>Pixels of all frames together.</summary>
    public int Height => GetHeight(Handle);
    /// <summary>Frames.</summary>
    public int Frames => GetPages(Handle);
    /// <summary>Whether some of it may be transparent.</summary>
    public bool HasAlpha => GetAlpha(Handle) != 0;

    /// <summary>The pixels, row by row.</summary>
    public byte[] Pixels()
    {
        var memory = ToMemory(Handle, out var size);
        if (memory == 0) throw VipsOperation.Failed();
        var bytes = new byte[(int)size];
        Marshal.Copy(memory, bytes, 0, bytes.Length);
        Free(memory);
        return bytes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Handle == 0) return;
        Unref(Handle);
        Handle = 0;
    }

    [DllImport(Name, EntryPoint = "vips_image_get_width")] private static extern int GetWidth(nint image);
    [DllImport(Name, EntryPoint = "vips_image_get_height")] private static extern int GetHeight(nint image);
    [DllImport(Name, EntryPoint = "vips_image_get_n_pages")] private static extern int GetPages(nint image);
    [DllImport(Name, EntryPoint = "vips_image_hasalpha")] private static extern int GetAlpha(nint image);
    [DllImport(Name, EntryPoint = "vips_image_write_to_memory")] private static extern nint ToMemory(nint image, out nuint size);
    [DllImport(Name, EntryPoint = "g_object_unref")] private static extern void Unref(nint item);
    [DllImport(Name, EntryPoint = "g_free")] private static extern void Free(nint memory);
}
