using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Rendrix.Storefront;
using Rendrix.Web.Client.Kit;

namespace Rendrix.Web.Client.Editor.Theme;

/// <summary>The theme panel of the editor: draws the theme of the session and hands every change to it.</summary>
public sealed partial class ThemePanel : ComponentBase, IAsyncDisposable
{
    private static readonly ThemeToken[] Faces = [.. ThemeCatalog.All.Where(t => t.Kind == TokenKind.Font)];

    private readonly string _id = Ids.Next("theme");
    private ElementReference _root;
    private IJSObjectReference? _module;
    private bool _gone;
    private ThemeChoice? _tried;
    private ThemeRecord? _record;
    private IReadOnlyDictionary<string, SchemeUse>? _usage;
    private IReadOnlyList<CssProblem> _cssProblems = [];
    private string? _css, _refused;
    private bool _dark, _busy;
    private int _turn;

    [Inject] private IJSRuntime Js { get; set; } = null!;
    [Inject] private Toasts Toasts { get; set; } = null!;

    /// <summary>The theme, and what the program around does for it.</summary>
    [Parameter, EditorRequired] public ThemeHost Host { get; set; } = null!;
    /// <summary>The person.</summary>
    [Parameter, EditorRequired] public Guid PersonId { get; set; }
    /// <summary>Their name, for those whose values they change at the same time.</summary>
    [Parameter] public string PersonName { get; set; } = "";
    /// <summary>Grows when something went live elsewhere in the editor, so that the panel looks again at what is live.</summary>
    [Parameter] public int Turn { get; set; }
    /// <summary>Shows a theme on this person's canvas without changing anything; null for the one under work. With it whether dark colors show.</summary>
    [Parameter] public Func<ThemeTokens?, bool, Task> Show { get; set; } = (_, _) => Task.CompletedTask;

    private ThemeTokens Theme => Host.Session.Theme;

    private ThemeTokens Base => Host.Library.FirstOrDefault(c => c.Code == Theme["name"])?.Theme ?? ThemeTokens.Default;

    private IReadOnlyCollection<string> InUse => [Theme["display"], Theme["body"], Theme["label"]];

    private int Pair => ThemeFonts.Pairs.ToList().FindIndex(p => p.Display == Theme["display"] && p.Body == Theme["body"]);

    private bool Differs => _record is { } record && record.Live.ToJson() != Theme.ToJson();

    private string Status => Host.Session.Saving switch
    {
        SaveState.Failed => "Not saved yet. Trying again",
        SaveState.Saved => !Differs ? "This theme is live" : "Saved to draft. The shop shows the live theme",
        _ => "Saving",
    };

    /// <inheritdoc/>
    protected override void OnInitialized()
    {
        Host.Session.Introduce(PersonId, PersonName);
        Host.Session.Changed += OnNews;
    }

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        if (_turn == Turn) return;
        _turn = Turn;
        if (_record is not null) _record = await Host.Record();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _module = await Js.ImportAsync("./js/editor-theme.js", () => _gone);
        if (_module is null) return;
        await _module.InvokeVoidAsync("panel", _root);
        (_record, _usage) = (await Host.Record(), await Host.Usage());
        StateHasChanged();
    }

    private RenderFragment Controls(string group) => builder =>
    {
        foreach (var token in ThemeCatalog.All.Where(t => t.Group == group))
        {
            builder.OpenComponent<TokenControl>(0);
            builder.SetKey(token.Name);
            builder.AddComponentParameter(1, nameof(TokenControl.Token), token);
            builder.AddComponentParameter(2, nameof(TokenControl.Value), Theme[token.Name]);
            builder.AddComponentParameter(3, nameof(TokenControl.Base), Base[token.Name]);
            builder.AddComponentParameter(4, nameof(TokenControl.Face), ThemeFonts.Find(Theme[token.Name switch { "displayWeight" => "display", "bodyWeight" or "buttonWeight" => "body", _ => "" }]));
            builder.AddComponentParameter(5, nameof(TokenControl.Changed), EventCallback.Factory.Create<string>(this, value => DoAsync(ThemeEdit.Set(token.Name, value))));
            builder.CloseComponent();
        }
    };

    // Raised inside the session's lock: queue, and nothing else. Own changes are drawn already.
    private void OnNews(ThemeNews news) => _ = InvokeAsync(StateHasChanged);

    private async Task DoAsync(ThemeEdit edit)
    {
        if (_tried is not null) await TryAsync(null);
        _refused = Host.Session.Do(PersonId, edit) is { Length: > 0 } reason ? reason : null;
        if (edit.Values.Keys.Any(k => k.StartsWith("alias.", StringComparison.Ordinal))) _usage = await Host.Usage();
    }

    private Task SetFaceAsync(string token, string family) => DoAsync(new ThemeEdit("Change " + ThemeCatalog.LabelOf(token).ToLowerInvariant(), Weights(new Dictionary<string, string?> { [token] = family })));

    private Task PairAsync(string index) => int.TryParse(index, out var i) && i >= 0 && i < ThemeFonts.Pairs.Count
        ? DoAsync(new ThemeEdit($"Use the pair {ThemeFonts.Pairs[i].Title}", Weights(new Dictionary<string, string?> { ["display"] = ThemeFonts.Pairs[i].Display, ["body"] = ThemeFonts.Pairs[i].Body, ["label"] = ThemeFonts.Pairs[i].Body })))
        : Task.CompletedTask;

    // A weight the new face does not have comes along as the nearest it has.
    private System.Collections.Immutable.ImmutableDictionary<string, string?> Weights(Dictionary<string, string?> values)
    {
        foreach (var (face, weight) in (ReadOnlySpan<(string, string)>)[("display", "displayWeight"), ("body", "bodyWeight")])
            if (values.GetValueOrDefault(face) is { } family && ThemeFonts.Find(family) is { } font && double.TryParse(Theme[weight], System.Globalization.CultureInfo.InvariantCulture, out var now) && (now < font.Lightest || now > font.Boldest))
                values[weight] = Math.Clamp(now, font.Lightest, font.Boldest).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return System.Collections.Immutable.ImmutableDictionary.CreateRange(values);
    }

    private Task UseMineAsync(ThemeOverlap overlap) => DoAsync(ThemeEdit.Set(overlap.Token, overlap.Mine));

    private void KeepTheirs(ThemeOverlap overlap) => Host.Session.Keep(PersonId, overlap);

    private Task ShowDarkAsync(bool dark)
    {
        _dark = dark;
        return Show(_tried?.Theme, dark);
    }

    private Task TryAsync(ThemeChoice? choice)
    {
        _tried = choice;
        return Show(choice?.Theme, _dark);
    }

    private async Task WearAsync()
    {
        if (_tried is not { } tried) return;
        if (await Host.WhyLocked(tried.Code) is { } why) { _refused = why; return; }
        await TryAsync(null);
        await DoAsync(ThemeEdit.Wear(Theme, tried.Theme, tried.Title));
        _css = null;
        Toasts.Say($"Your draft wears {tried.Title}", "Undo", () => { Host.Session.Undo(PersonId); return Task.CompletedTask; });
    }

    private async Task CssAsync(string css)
    {
        css = css.ReplaceLineEndings("\n");
        _cssProblems = CustomCss.Problems(css);
        _css = _cssProblems.Count > 0 ? css : null;
        if (_cssProblems.Count == 0 && css != Theme.CustomCss) await DoAsync(ThemeEdit.Set("css", css, "Change custom CSS"));
    }

    private async Task DiscardAsync()
    {
        if (_record is null) return;
        (_css, _cssProblems) = (null, []);
        await DoAsync(ThemeEdit.Replace(Theme, _record.Live, "Discard theme changes"));
        Toasts.Say("Theme changes discarded", "Undo", () => { Host.Session.Undo(PersonId); return Task.CompletedTask; });
    }

    private async Task PublishAsync()
    {
        _busy = true;
        try
        {
            _refused = await Host.Publish();
            _record = await Host.Record();
            if (_refused is null) Toasts.Say("Theme published");
        }
        finally { _busy = false; }
    }

    private async Task RestoreAsync(int number)
    {
        _busy = true;
        try
        {
            _refused = await Host.Restore(number);
            _record = await Host.Record();
            (_css, _cssProblems) = (null, []);
            if (_refused is null) Toasts.Say($"Theme version {number} is live again");
        }
        finally { _busy = false; }
    }

    private async Task LoadRecordAsync() => _record = await Host.Record();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _gone = true;
        Host.Session.Changed -= OnNews;
        if (_module is null) return;
        try
        {
            if (_tried is not null || _dark) await Show(null, false);
            await _module.DisposeAsync();
        }
        catch (JSDisconnectedException) { } // The browser is gone, and the module with it.
    }
}
