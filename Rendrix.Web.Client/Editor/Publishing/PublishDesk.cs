using Rendrix.Content;

namespace Rendrix.Web.Client.Editor.Publishing;

/// <summary>
/// What the editor knows of publishing while people work: how many blocks differ from what is live, and what the checks find. Looked at anew
/// a moment after the last edit, so that typing never waits for it; one look at a time.
/// </summary>
public sealed class PublishDesk : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2.5), Watched = TimeSpan.FromSeconds(0.7);

    private readonly EditorSession _session;
    private readonly PublishHost _host;
    private readonly Func<Func<Task>, Task> _invoke;
    private readonly Action _changed;
    private readonly ITimer _timer;
    private PageDocument? _live;
    private PageDocument? _looked;
    private bool _looking, _again, _gone;

    /// <summary>Begins to watch a session; <paramref name="invoke"/> brings work to the circuit, <paramref name="changed"/> draws.</summary>
    public PublishDesk(EditorSession session, PublishHost host, TimeProvider time, Func<Func<Task>, Task> invoke, Action changed)
    {
        (_session, _host, _invoke, _changed) = (session, host, invoke, changed);
        _timer = time.CreateTimer(_ => _ = _invoke(LookAsync), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        session.Changed += OnNews;
    }

    /// <summary>What the checks found last.</summary>
    public CheckReport Report { get; private set; } = CheckReport.None;

    /// <summary>Whether the checks have looked at all.</summary>
    public bool HasLooked => _looked is not null;

    /// <summary>How many differences there are to what is live; null before it is known.</summary>
    public int? Changes { get; private set; }

    /// <summary>Somebody watches the list of findings: it is looked at sooner.</summary>
    public bool IsWatched { get; set { field = value; if (value) Soon(); } }

    /// <summary>The theme is different: the same page may be harder to read now.</summary>
    public void Again()
    {
        _again = true;
        Soon();
    }

    /// <summary>What is live may be different now.</summary>
    public void Forget()
    {
        (_live, _looked, Changes) = (null, null, null);
        if (!_gone) _timer.Change(TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gone = true;
        _session.Changed -= OnNews;
        _timer.Dispose();
    }

    // Inside the session's lock: only the timer is set.
    private void OnNews(EditorNews news) { if (!news.Changed.IsDefaultOrEmpty || news.Everything) Soon(); }

    private void Soon() { if (!_gone) _timer.Change(IsWatched ? Watched : Quiet, Timeout.InfiniteTimeSpan); }

    private async Task LookAsync()
    {
        if (_gone || _looking) return;
        var document = _session.Document;
        if (ReferenceEquals(document, _looked) && !_again) return;
        (_looking, _again) = (true, false);
        try
        {
            if (_live is null)
            {
                var view = await Task.Run(_host.Review);
                _live = view.Before;
            }
            // Away from the circuit, whose next key press must not wait for a page to be drawn and read.
            var live = _live;
            (Changes, Report) = await Task.Run(async () => (DocumentDiff.Between(live, document).Told.Count(), await _host.Check(document, false)));
            _looked = document;
        }
        finally { _looking = false; }
        if (_gone) return;
        _changed();
        if (_again || !ReferenceEquals(_session.Document, document)) Soon();
    }
}
