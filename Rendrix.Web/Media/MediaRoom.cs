using Rendrix.Media;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Media;

/// <summary>Registers the room.</summary>
public static class MediaRoom
{
    /// <summary>File store, sizes, verbs. The picture library itself is loaded by the first picture that needs it.</summary>
    public static IServiceCollection AddMedia(this IServiceCollection services) => services
        .AddSingleton<FileStore>().AddSingleton<Renditions>().AddSingleton<PicturesByAddress>()
        .AddSingleton<MediaCache>().AddHostedService(s => s.GetRequiredService<MediaCache>())
        .AddScoped<UploadFile>().AddScoped<ReplaceFile>().AddScoped<UnreplaceFile>().AddScoped<CropFile>().AddScoped<ChangeFile>().AddScoped<DeleteFile>().AddScoped<ShopPictures>().AddScoped<MediaDesk>();
}
