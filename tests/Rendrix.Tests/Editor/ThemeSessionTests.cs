using System.Collections.Immutable;
using Rendrix.Storefront;
using Rendrix.Web.Client.Editor;
using Rendrix.Web.Client.Editor.Theme;
using Rendrix.Web.Stores.Themes;

namespace Rendrix.Tests.Editor;

/// <summary>A theme that two people edit: every change tells, undo is each person's own, nothing gets lost.</summary>
public sealed class ThemeSessionTests
{
    private static readonly Guid Ada = Guid.CreateVersion7(), Grace = Guid.CreateVersion7();
    private readonly Clock _time = new();
    private readonly ThemeSession _session;

    private sealed class Clock : TimeProvider
    {
        private DateTimeOffset _now = DateTimeOffset.UnixEpoch.AddYears(50);
        public override DateTimeOffset GetUtcNow() => _now;
        public void Advance(TimeSpan by) => _now += by;
    }

    public ThemeSessionTests() => _session = new ThemeSession(Guid.CreateVersion7(), ThemeLibrary.Find("toys"), 1, _time);

    [Fact]
    public void Two_people_change_different_tokens_and_each_takes_back_their_own()
    {
        Assert.Null(_session.Do(Ada, ThemeEdit.Set("scheme.page.accent", "#0055AA")));
        Assert.Null(_session.Do(Grace, ThemeEdit.Set("display", "fraunces")));
        Assert.Equal(("#0055AA", "fraunces"), (_session.Theme["accent"], _session.Theme["display"]));
        Assert.Equal("Change button", _session.Undo(Ada));
        Assert.Equal(("#CF3A20", "fraunces"), (_session.Theme["accent"], _session.Theme["display"]));
        Assert.Equal("Change button", _session.Redo(Ada));
        Assert.Equal("#0055AA", _session.Theme["accent"]);
        Assert.Null(_session.Redo(Ada));
        Assert.Equal("Change headings", _session.Steps(Grace).Undo);
    }

    [Fact]
    public void A_drag_through_colors_is_one_step_and_a_pause_begins_another()
    {
        for (var i = 0; i < 50; i++) { _session.Do(Ada, ThemeEdit.Set("scheme.page.accent", $"#0055{i:X2}")); _time.Advance(TimeSpan.FromMilliseconds(30)); }
        _time.Advance(TimeSpan.FromSeconds(3));
        _session.Do(Ada, ThemeEdit.Set("scheme.page.accent", "#AA0000"));
        _session.Undo(Ada);
        Assert.Equal("#005531", _session.Theme["accent"]);
        _session.Undo(Ada);
        Assert.Equal("#CF3A20", _session.Theme["accent"]);
        Assert.Null(_session.Undo(Ada));
    }

    [Fact]
    public void Ten_thousand_random_changes_undone_and_done_again_are_the_same_theme()
    {
        var random = new Random(11);
        var before = _session.Theme.ToJson();
        string[] tokens = ["scheme.page.accent", "scheme.tint.bg", "scheme.contrast.text", "scheme.sale-week.bg", "sale"];
        for (var i = 0; i < 10_000; i++)
        {
            var edit = random.Next(12) switch
            {
                0 => ThemeEdit.Wear(_session.Theme, ThemeLibrary.Find(ThemeLibrary.Codes.ElementAt(random.Next(9))), "x"),
                1 when _session.Theme.HasScheme("sale-week") => ThemeEdit.RemoveScheme(_session.Theme, "sale-week", "tint"),
                1 => ThemeEdit.AddScheme(_session.Theme, "Sale week", "contrast"),
                2 => ThemeEdit.Set("display", ThemeFonts.All[random.Next(ThemeFonts.All.Count)].Family),
                3 => ThemeEdit.Set("scheme.tint.bg", null),
                _ => ThemeEdit.Set(tokens[random.Next(tokens.Length)], $"#{random.Next(0x1000000):X6}"),
            };
            _session.Do(Ada, edit);
            _time.Advance(TimeSpan.FromSeconds(3));
            if (i % 150 != 149) continue;
            var after = _session.Theme.ToJson();
            var steps = 0;
            while (_session.Undo(Ada) is not null) steps++;
            for (var redo = 0; redo < steps; redo++) Assert.NotNull(_session.Redo(Ada));
            Assert.Equal(after, _session.Theme.ToJson());
        }
        Assert.NotEqual(before, _session.Theme.ToJson());
    }

    [Fact]
    public void All_that_one_person_did_can_be_taken_back()
    {
        var before = _session.Theme.ToJson();
        _session.Do(Ada, ThemeEdit.Wear(_session.Theme, ThemeLibrary.Find("sports"), "Sports"));
        _session.Do(Ada, ThemeEdit.AddScheme(_session.Theme, "Żółty 1", "page"));
        _session.Do(Ada, ThemeEdit.Set("css", ".a{color:red}"));
        Assert.Equal("sports", _session.Theme["name"]);
        while (_session.Undo(Ada) is not null) { }
        Assert.Equal(before, _session.Theme.ToJson());
    }

    [Fact]
    public void A_scheme_is_deleted_for_another_and_what_a_theme_brings_leaves_own_schemes_alone()
    {
        _session.Do(Ada, ThemeEdit.AddScheme(_session.Theme, "Sale week", "contrast"));
        Assert.Equal("Sale week", _session.Theme.Scheme("sale-week").Name);
        _session.Do(Ada, ThemeEdit.Wear(_session.Theme, ThemeLibrary.Find("decor"), "Home decor"));
        Assert.True(_session.Theme.HasScheme("sale-week"));
        _session.Do(Ada, ThemeEdit.RemoveScheme(_session.Theme, "sale-week", "accent"));
        Assert.False(_session.Theme.HasScheme("sale-week"));
        Assert.Equal("accent", _session.Theme.Resolve("sale-week"));
        // A new one of the same name does not take over the pages of the old.
        var again = ThemeEdit.AddScheme(_session.Theme, "Sale week", "page");
        Assert.Contains("scheme.sale-week-2.bg", again.Values.Keys);
    }

    [Fact]
    public void Whoever_loses_a_token_at_the_same_time_sees_both_values_and_takes_theirs_back_or_keeps_the_other()
    {
        _session.Introduce(Ada, "Ada Moss");
        _session.Introduce(Grace, "Grace Hill");
        _session.Do(Ada, ThemeEdit.Set("scheme.page.accent", "#0055AA"));
        _session.Do(Ada, ThemeEdit.Set("display", "fraunces"));
        _time.Advance(TimeSpan.FromSeconds(10));
        _session.Do(Grace, ThemeEdit.Set("scheme.page.accent", "#AA0000"));
        Assert.Equal(new ThemeOverlap("scheme.page.accent", "Grace", "#0055AA", "#AA0000", true), Assert.Single(_session.OverlapsOf(Ada)));
        Assert.Empty(_session.OverlapsOf(Grace));
        Assert.Equal("Grace changed button of Page to #AA0000 at the same time. Yours was #0055AA.", ThemeOverlapNotes.Says(_session.OverlapsOf(Ada)[0]));
        // The newest of the other's values is told, and what comes back by itself is no loss.
        _session.Do(Grace, ThemeEdit.Set("scheme.page.accent", "#BB0000"));
        Assert.Equal("#BB0000", Assert.Single(_session.OverlapsOf(Ada)).Theirs);
        _session.Undo(Grace);
        Assert.Empty(_session.OverlapsOf(Ada));
        Assert.Equal("#0055AA", _session.Theme["accent"]);

        // Use mine: the other is told in turn, and keeps.
        _session.Do(Grace, ThemeEdit.Set("display", "lora"));
        var lost = Assert.Single(_session.OverlapsOf(Ada));
        _session.Do(Ada, ThemeEdit.Set(lost.Token, lost.Mine));
        Assert.Empty(_session.OverlapsOf(Ada));
        Assert.Equal(("Ada", "lora", "fraunces"), (_session.OverlapsOf(Grace)[0].By, _session.OverlapsOf(Grace)[0].Mine, _session.OverlapsOf(Grace)[0].Theirs));
        _session.Keep(Grace, _session.OverlapsOf(Grace)[0]);
        Assert.Empty(_session.OverlapsOf(Grace));
        Assert.Equal("fraunces", _session.Theme["display"]);
    }

    [Fact]
    public void Whoever_had_time_to_see_it_loses_nothing_and_undo_is_told_however_late()
    {
        _session.Do(Grace, ThemeEdit.Set("display", "lora"));
        _time.Advance(TimeSpan.FromMinutes(5));
        _session.Do(Ada, ThemeEdit.Set("display", "fraunces"));
        Assert.Empty(_session.OverlapsOf(Grace));
        _time.Advance(TimeSpan.FromMinutes(5));
        _session.Undo(Grace);
        Assert.Equal((false, "fraunces"), (Assert.Single(_session.OverlapsOf(Ada)).AtOnce, _session.OverlapsOf(Ada)[0].Mine));
        // Another process stored something else: told. Somebody restored a version: meant.
        _session.Do(Ada, ThemeEdit.Set("sale", "#112233"));
        _session.BeginSave();
        _session.Saved(2);
        _session.Rebase(ThemeLibrary.Find("toys").With("sale", "#445566"), 3);
        Assert.Contains(_session.OverlapsOf(Ada), o => o is { Token: "sale", By: "Someone", Mine: "#112233", Theirs: "#445566" });
        _session.Rebase(ThemeLibrary.Find("decor"), 4, "Version 1 was restored", knowingly: true);
        Assert.Empty(_session.OverlapsOf(Ada));
    }

    [Theory]
    [InlineData("scheme.page.accent", "blue")]
    [InlineData("display", "papyrus")]
    [InlineData("css", "@import 'x';")]
    [InlineData("alias.gone", "never-there")]
    [InlineData("what", "x")]
    public void What_does_not_fit_is_refused_in_words_and_changes_nothing(string token, string value)
    {
        Assert.True(_session.Do(Ada, ThemeEdit.Set(token, value)) is { Length: > 5 });
        Assert.Equal((1L, (string?)null), (_session.Version, _session.Steps(Ada).Undo));
    }

    [Fact]
    public void There_is_a_last_scheme()
    {
        for (var i = 0; i < ColorScheme.Most - 4; i++) Assert.Null(_session.Do(Ada, ThemeEdit.AddScheme(_session.Theme, "S " + i, "page")));
        Assert.Contains("at most", _session.Do(Ada, ThemeEdit.AddScheme(_session.Theme, "One more", "page")), StringComparison.Ordinal);
    }

    [Fact]
    public void What_another_process_saved_is_taken_and_unsaved_changes_are_done_on_top()
    {
        _session.Do(Ada, ThemeEdit.Set("scheme.page.accent", "#0055AA"));
        Assert.Equal(1, _session.BeginSave()!.Revision);
        _session.Rebase(ThemeLibrary.Find("toys").With("display", "lora"), 2, "Also changed elsewhere");
        Assert.Equal(("#0055AA", "lora", SaveState.Waiting), (_session.Theme["accent"], _session.Theme["display"], _session.Saving));
        Assert.Equal(2, _session.BeginSave()!.Revision);
        _session.Saved(3);
        Assert.Null(_session.BeginSave());
        Assert.Equal(SaveState.Saved, _session.Saving);
    }

    [Fact]
    public void Only_what_moves_sections_asks_for_them_to_be_drawn_again()
    {
        var news = new List<bool>();
        _session.Changed += n => news.Add(n.Redraw);
        _session.Do(Ada, ThemeEdit.Set("scheme.page.accent", "#0055AA"));
        _session.Do(Ada, ThemeEdit.Set("hero", "full"));
        Assert.Equal([false, true], news);
        Assert.Equal("", _session.Do(Ada, new ThemeEdit("Nothing", ImmutableDictionary<string, string?>.Empty.Add("hero", "full"))));
    }
}
