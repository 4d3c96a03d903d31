namespace Rendrix.Media;

/// <summary>What a file was before another picture took its place: all that is told by bytes, so that they can take it back.</summary>
public sealed record ReplacedPicture(Guid? BlobId, string ContentType, long Bytes, int Width, int Height, int Frames, string Tint, string Hash, Guid? CropOf, string Crop)
{
    /// <summary>The picture a file is now.</summary>
    public static ReplacedPicture Of(MediaFile file) => new(file.BlobId, file.ContentType, file.Bytes, file.Width, file.Height, file.Frames, file.Tint, file.Hash, file.CropOf, file.Crop);

    /// <summary>Makes the file this picture again.</summary>
    public void Into(MediaFile file)
    {
        (file.BlobId, file.ContentType, file.Bytes, file.Width, file.Height) = (BlobId, ContentType, Bytes, Width, Height);
        (file.Frames, file.Tint, file.Hash, file.CropOf, file.Crop) = (Frames, Tint, Hash, CropOf, Crop);
    }
}
