namespace Rendrix.Web.Client.Media;

/// <summary>A file of the library as it is shown.</summary>
/// <param name="Id">The file.</param>
/// <param name="Url">Address a setting stores.</param>
/// <param name="Thumb">Small picture, without the shop's address.</param>
/// <param name="Large">The picture to look at.</param>
/// <param name="Name">File name.</param>
/// <param name="Alt">What it shows.</param>
/// <param name="Folder">Where it lies.</param>
/// <param name="Kind">What it is, for people.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Size">Bytes, for people.</param>
/// <param name="FocalX">Per cent from the left.</param>
/// <param name="FocalY">Per cent from the top.</param>
/// <param name="CanCrop">Whether it has pixels to crop.</param>
/// <param name="CropOf">The file it was cut from.</param>
/// <param name="Crop">Where it was cut: left, top, width, height.</param>
/// <param name="When">When it came, for people.</param>
public sealed record MediaItem(
    Guid Id, string Url, string Thumb, string Large, string Name, string Alt, string Folder, string Kind, int Width, int Height, string Size,
    int FocalX, int FocalY, bool CanCrop, Guid? CropOf, string Crop, string When)
{
    /// <summary>Made by what was asked for just now, rather than there already.</summary>
    public bool IsNew { get; init; }

    /// <summary>Words for an alt text that has none: what the file name says, unless a camera or a screen wrote it.</summary>
    public string? Suggestion
    {
        get
        {
            var words = Path.GetFileNameWithoutExtension(Name).Split([' ', '-', '_', '.', '(', ')'], StringSplitOptions.RemoveEmptyEntries)
                .Where(w => w.Any(char.IsLetter) && !w.Any(char.IsDigit)).ToList();
            if (words.Count == 0 || words is ["IMG" or "DSC" or "DSCN" or "DSCF" or "PXL" or "image" or "picture" or "photo" or "Screenshot" or "Untitled", ..]) return null;
            var text = string.Join(' ', words);
            return char.ToUpperInvariant(text[0]) + text[1..];
        }
    }
}

/// <summary>What of the library is shown.</summary>
public sealed record MediaQuery(string Search = "", string Folder = "", string Kind = "", string Sort = "newest", string? After = null);

/// <summary>A folder and how many files lie in it.</summary>
public sealed record MediaFolder(string Name, int Count)
{
    /// <summary>The name as people read it; the usual three are stored in small letters.</summary>
    public string Title => Name switch { "products" => "Products", "store" => "Store", "editor" => "Editor", _ => Name };
}

/// <summary>One page of the library; folders come with the first.</summary>
public sealed record MediaListing(IReadOnlyList<MediaItem> Items, string? Next, IReadOnlyList<MediaFolder> Folders);

/// <summary>What a person says about a file; null leaves it.</summary>
public sealed record MediaEdit(string? Name = null, string? Alt = null, string? Folder = null, int? FocalX = null, int? FocalY = null);

/// <summary>A part of a picture, in its pixels.</summary>
public sealed record CropBox(int Left, int Top, int Width, int Height);

/// <summary>Where a file is shown, and the way there.</summary>
public sealed record MediaPlace(string Kind, string Name, string State, string Href);

/// <summary>What the library on screen asks of the program around it. Whatever is refused comes as a RefusedException with its sentence.</summary>
/// <param name="UploadUrl">Where files are sent.</param>
/// <param name="Base">Put before the address of a picture to show it.</param>
/// <param name="MayChange">Whether the person may change the library.</param>
/// <param name="List">One page of it.</param>
/// <param name="Find">One file; null when it is gone.</param>
/// <param name="Save">Changes what is said about a file.</param>
/// <param name="Uses">Where a file is shown.</param>
/// <param name="Crop">Cuts a part out as a file of its own; the box is in pixels of the uncut picture.</param>
/// <param name="Fetch">Takes the picture at an address into a folder.</param>
/// <param name="Delete">Deletes a file; with force also one that is shown.</param>
public sealed record MediaHost(
    string UploadUrl, string Base, bool MayChange,
    Func<MediaQuery, Task<MediaListing>> List,
    Func<Guid, Task<MediaItem?>> Find,
    Func<Guid, MediaEdit, Task<MediaItem>> Save,
    Func<Guid, Task<IReadOnlyList<MediaPlace>>> Uses,
    Func<Guid, CropBox, Task<MediaItem>> Crop,
    Func<string, string, Task<MediaItem>> Fetch,
    Func<Guid, bool, Task> Delete)
{
    /// <summary>Makes a file the picture again that it was before it was replaced.</summary>
    public Func<Guid, Task<MediaItem>>? Unreplace { get; init; }

    /// <summary>Tells whoever draws pages that a picture looks otherwise now.</summary>
    public Action<Guid>? Changed { get; init; }

    /// <summary>Address to show a picture at.</summary>
    public string Show(string path) => path.StartsWith('/') ? Base + path : path;
}
