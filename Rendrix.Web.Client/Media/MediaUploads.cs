using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Rendrix.Web.Client.Kit;

namespace Rendrix.Web.Client.Media;

/// <summary>A file on its way to the library.</summary>
public sealed class MediaUpload(string key, string name)
{
    /// <summary>Names it between browser and circuit.</summary>
    public string Key { get; } = key;
    /// <summary>File name.</summary>
    public string Name { get; } = name;
    /// <summary>How much has gone, 0 to 100.</summary>
    public int Percent { get; set; }
    /// <summary>Why it was not taken; null while it may still be.</summary>
    public string? Problem { get; set; }
}

/// <summary>
/// Files that a part of the page sends to the library: dropped onto it, pasted while it is in use, or chosen. The browser sends them beside the circuit,
/// two at a time; here is only what shows.
/// </summary>
public sealed class MediaUploads(IJSRuntime js, Action changed, Func<Guid, string?, Task> arrived) : IAsyncDisposable
{
    private readonly List<MediaUpload> _all = [];
    private IJSObjectReference? _module;
    private DotNetObjectReference<MediaUploads>? _self;
    private ElementReference _root;
    private bool _gone;

    /// <summary>What is on its way or was refused, oldest first.</summary>
    public IReadOnlyList<MediaUpload> All => _all;

    /// <summary>Makes an element take files.</summary>
    /// <param name="root">The element; drops land on it, file inputs inside it are heard.</param>
    /// <param name="url">Where files are sent.</param>
    /// <param name="folder">Folder of the library.</param>
    /// <param name="pastes">Whether pictures pasted anywhere on the page are its own, as on the library's page or in its dialog.</param>
    /// <param name="one">Whether it takes one file only, as a setting does.</param>
    public async Task AttachAsync(ElementReference root, string url, string folder, bool pastes, bool one)
    {
        _root = root;
        _self = DotNetObjectReference.Create(this);
        _module = await js.ImportAsync("./js/media.js", () => _gone);
        if (_module is null) return;
        await _module.InvokeVoidAsync("attach", root, _self, new { url, folder, pastes, one });
    }

    /// <summary>From now on files go into another folder.</summary>
    public async Task IntoAsync(string folder) { if (_module is not null) await _module.InvokeVoidAsync("into", _root, folder); }

    /// <summary>Takes a refused file from the list.</summary>
    public void Dismiss(MediaUpload upload)
    {
        _all.Remove(upload);
        changed();
    }

    /// <summary>A file begins; the browser calls it.</summary>
    [JSInvokable]
    public void UploadBegan(string key, string name)
    {
        _all.Add(new MediaUpload(key, name.Length > 80 ? name[..80] : name));
        changed();
    }

    /// <summary>So much of it has gone.</summary>
    [JSInvokable]
    public void UploadMoved(string key, int percent)
    {
        if (_all.Find(u => u.Key == key) is { } upload) upload.Percent = percent;
        changed();
    }

    /// <summary>It is in the library, or was refused. The mark is whatever the browser dropped it on.</summary>
    [JSInvokable]
    public async Task UploadEnded(string key, Guid? id, string? problem, string? mark)
    {
        if (_all.Find(u => u.Key == key) is { } upload)
        {
            if (id is null) upload.Problem = string.IsNullOrEmpty(problem) ? "It could not be sent. Try again" : problem;
            else _all.Remove(upload);
        }
        changed();
        if (id is { } file) await arrived(file, mark);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _gone = true;
        _self?.Dispose();
        if (_module is null) return;
        try
        {
            await _module.InvokeVoidAsync("detach", _root);
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException) { /* The browser is gone, and the module with it. */ }
    }
}
