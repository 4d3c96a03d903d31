using Microsoft.JSInterop;
using Rendrix.Content.Arranging;

namespace Rendrix.Web.Client.Editor;

/// <summary>Copying, cutting and pasting blocks as portable text.</summary>
public sealed partial class PageEditor
{
    /// <summary>The selected blocks as text for the clipboard; null when there are none.</summary>
    [JSInvokable]
    public string? Clip()
    {
        var clip = BlockClip.Of(Session.Document, _chosen, Structure?.Origin ?? "");
        if (clip.Blocks.Count > 0) return clip.ToJson();
        _notice = "Select a block to copy it";
        StateHasChanged();
        return null;
    }

    /// <summary>They are on the clipboard.</summary>
    [JSInvokable]
    public void Copied()
    {
        _said = $"{Arrange.Named(Session.Rules, Chosen.Tops(Session.Document, _chosen))} copied";
        StateHasChanged();
    }

    /// <summary>They are on the clipboard and leave the page.</summary>
    [JSInvokable]
    public async Task Cut()
    {
        var named = Arrange.Named(Session.Rules, Chosen.Tops(Session.Document, _chosen));
        if (await ApplyAsync(Arrange.Remove(Session.Document, Session.Rules, _chosen))) _said = $"{named} cut";
        StateHasChanged();
    }

    /// <summary>Something was pasted: blocks as JSON, or words. It comes as a stream, because it may be longer than a message.</summary>
    [JSInvokable]
    public async Task Paste(IJSStreamReference stream)
    {
        if (await ReadAsync(stream) is { } text && Read(text) is { } clip) await ApplyAsync(clip.Paste(Session.Document, Session.Rules, _selected, Structure?.Origin ?? ""));
        StateHasChanged();
    }

    /// <summary>The look of what was copied last is pasted.</summary>
    [JSInvokable]
    public async Task PasteStyle(IJSStreamReference stream)
    {
        if (await ReadAsync(stream) is { } text && (text.Length == 0 ? new BlockClip("", []) : Read(text)) is { } clip) await ApplyAsync(clip.PasteStyle(Session.Document, Session.Rules, _chosen));
        StateHasChanged();
    }

    private async Task<string?> ReadAsync(IJSStreamReference stream)
    {
        if (stream.Length > 4L * BlockClip.MaxLength) { _notice = $"What you copied is larger than {BlockClip.MaxLength / 1000} kB. Copy fewer blocks at a time"; return null; }
        await using var _ = stream;
        await using var bytes = await stream.OpenReadStreamAsync(4L * BlockClip.MaxLength);
        using var reader = new StreamReader(bytes);
        return await reader.ReadToEndAsync();
    }

    private BlockClip? Read(string text)
    {
        try { return BlockClip.Looks(text) ? BlockClip.Parse(text) : BlockClip.OfText(text); }
        catch (FormatException e) { _notice = e.Message; return null; }
    }
}
