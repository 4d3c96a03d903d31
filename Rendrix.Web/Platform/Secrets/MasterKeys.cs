using System.Security.Cryptography;

namespace Rendrix.Web.Platform.Secrets;

/// <summary>
/// The keys that seal what the database keeps secret; they lie outside of it. From <c>Rendrix:MasterKeys</c> (base64 of 32 bytes each, separated by commas), from the file
/// <c>Rendrix:MasterKeyFile</c> (one on each line), or from <c>master.key</c> in the data directory, which is made at the first start and readable by the program's
/// user alone. The first key seals, all of them open: docs/hardening.md tells how to change them.
/// </summary>
public sealed class MasterKeys
{
    private readonly Dictionary<string, byte[]> _keys;

    private MasterKeys(IReadOnlyList<byte[]> keys, string? file)
    {
        (Active, File) = (IdOf(keys[0]), file);
        _keys = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var key in keys) _keys[IdOf(key)] = key;
    }

    /// <summary>Id of the key that seals.</summary>
    public string Active { get; }

    /// <summary>The file they came from; null when they came from the configuration.</summary>
    public string? File { get; }

    /// <summary>Ids of all keys, the one that seals first.</summary>
    public IReadOnlyCollection<string> Ids => _keys.Keys;

    /// <summary>The key of an id, or null.</summary>
    internal byte[]? Find(string id) => _keys.GetValueOrDefault(id);

    /// <summary>Keys that stand in a text.</summary>
    public static MasterKeys Read(string text, string? file = null)
    {
        var keys = new List<byte[]>();
        foreach (var word in text.Split([',', '\n', '\r', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var key = new byte[32];
            if (!Convert.TryFromBase64String(word, key, out var length) || length != 32) throw new StartupProblem($"A master key in {file ?? "Rendrix__MasterKeys"} is not the base64 of 32 bytes. `openssl rand -base64 32` makes one.");
            keys.Add(key);
        }
        return keys.Count > 0 ? new MasterKeys(keys, file) : throw new StartupProblem($"There is no master key in {file ?? "Rendrix__MasterKeys"}. Put back the one that was there, or what it sealed cannot be read any more.");
    }

    /// <summary>The keys of this installation; makes the first one.</summary>
    public static MasterKeys Open(IConfiguration configuration, DataDirectory data)
    {
        if (configuration["Rendrix:MasterKeys"] is { Length: > 0 } given) return Read(given);
        var file = configuration["Rendrix:MasterKeyFile"] is { Length: > 0 } named ? Path.GetFullPath(named) : Path.Combine(data.Root, "master.key");
        try
        {
            if (!System.IO.File.Exists(file)) Begin(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { throw new StartupProblem($"Rendrix cannot write its master key to {file}: {e.Message.TrimEnd('.')}.", e); }
        try { return Read(System.IO.File.ReadAllText(file), file); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { throw new StartupProblem($"Rendrix cannot read its master key {file}: {e.Message.TrimEnd('.')}.", e); }
    }

    /// <summary>Puts a new key before the others, in the file; the file appears whole or not at all.</summary>
    public static MasterKeys AddTo(MasterKeys present)
    {
        var file = present.File ?? throw new InvalidOperationException("Keys of the configuration are changed there.");
        System.IO.File.Move(Write(file, [RandomNumberGenerator.GetBytes(32), .. present._keys.Values]), file, overwrite: true);
        return Read(System.IO.File.ReadAllText(file), file);
    }

    // Of several processes that begin at once one gives the name, and the others read its file: it appears whole or not at all.
    private static void Begin(string file)
    {
        var made = Write(file, [RandomNumberGenerator.GetBytes(32)]);
        try { System.IO.File.Move(made, file, overwrite: false); }
        catch (IOException) when (System.IO.File.Exists(file)) { System.IO.File.Delete(made); }
    }

    private static string Write(string beside, IEnumerable<byte[]> keys)
    {
        var file = $"{beside}.{Guid.NewGuid().ToString("N")[..8]}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var stream = new FileStream(file, options);
        using var writer = new StreamWriter(stream);
        foreach (var key in keys) writer.Write(Convert.ToBase64String(key) + "\n");
        writer.Flush();
        stream.Flush(flushToDisk: true);
        return file;
    }

    // Made of the key, so that no two can be mixed up; it tells nothing of it.
    private static string IdOf(byte[] key) => Convert.ToHexStringLower(SHA256.HashData([.. "rendrix.master-key"u8, .. key]).AsSpan(0, 6));
}
