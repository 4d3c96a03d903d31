using Rendrix.Content;

namespace Rendrix.Web.Client.Editor.Publishing;

/// <summary>One change of a page's details, to be done: from what they were to what they are to be.</summary>
/// <param name="Name">What undo calls it: "Change page title".</param>
/// <param name="From">What the person saw.</param>
/// <param name="To">What they made of it.</param>
/// <param name="Moved">The change of address this takes back, with what it did to redirects; null when it takes none back.</param>
public sealed record DetailsStep(string Name, DetailsForm From, DetailsForm To, RedirectMove? Moved)
{
    /// <summary>The step as undo names it, after the one thing that changed.</summary>
    public static string NameOf(DetailsForm from, DetailsForm to)
    {
        string[] changed =
        [
            .. from.Title != to.Title ? (string[])["page title"] : [], .. from.Slug != to.Slug ? (string[])["page address"] : [], .. from.SeoTitle != to.SeoTitle ? (string[])["search title"] : [],
            .. from.SeoDescription != to.SeoDescription ? (string[])["search description"] : [], .. from.SocialImage != to.SocialImage ? (string[])["social picture"] : [],
            .. from.Canonical != to.Canonical ? (string[])["canonical address"] : [], .. from.NoIndex != to.NoIndex ? (string[])["search visibility"] : [],
        ];
        return "Change " + (changed is [var only] ? only : "page details");
    }

    /// <summary>
    /// The details with this step done. A field somebody set otherwise since stays as they set it; null when nothing is left to do.
    /// </summary>
    public DetailsForm? On(DetailsForm now)
    {
        static T Pick<T>(T from, T to, T now) => !Equals(from, to) && Equals(now, from) ? to : now;
        var next = new DetailsForm
        {
            Title = Pick(From.Title, To.Title, now.Title), Slug = Pick(From.Slug, To.Slug, now.Slug), SeoTitle = Pick(From.SeoTitle, To.SeoTitle, now.SeoTitle),
            SeoDescription = Pick(From.SeoDescription, To.SeoDescription, now.SeoDescription), Canonical = Pick(From.Canonical, To.Canonical, now.Canonical),
            SocialImage = Pick(From.SocialImage, To.SocialImage, now.SocialImage), NoIndex = Pick(From.NoIndex, To.NoIndex, now.NoIndex),
        };
        return next == now ? null : next;
    }
}

/// <summary>What each person can take back of one page's details. Details are stored when they are saved, so a step is done by the program; here stands what is to be done.</summary>
public sealed class DetailsHistory
{
    private const int MostSteps = 50;
    private readonly Lock _gate = new();
    private readonly Dictionary<Guid, (List<(DetailsStep Step, DateTimeOffset At)> Undo, List<(DetailsStep Step, DateTimeOffset At)> Redo)> _people = [];

    /// <summary>Notes a step that was done, as the one that takes it back; what had been taken back can no longer be done again.</summary>
    public void Record(Guid personId, DetailsStep inverse, DateTimeOffset at)
    {
        lock (_gate)
        {
            var (undo, redo) = Of(personId);
            redo.Clear();
            Push(undo, inverse, at);
        }
    }

    /// <summary>Takes the newest step off its stack, to be done; null when there is none.</summary>
    public DetailsStep? Take(Guid personId, bool redo)
    {
        lock (_gate)
        {
            var stack = redo ? Of(personId).Redo : Of(personId).Undo;
            if (stack.Count == 0) return null;
            var step = stack[^1].Step;
            stack.RemoveAt(stack.Count - 1);
            return step;
        }
    }

    /// <summary>Puts a step on a stack: the inverse of one that was done on the other, or the same one where it could not be done and may be tried again.</summary>
    public void Put(Guid personId, DetailsStep step, bool redo, DateTimeOffset at)
    {
        lock (_gate) Push(redo ? Of(personId).Redo : Of(personId).Undo, step, at);
    }

    /// <summary>Names and times of a person's next undo and redo; null where there is none.</summary>
    public (string? Undo, DateTimeOffset UndoAt, string? Redo, DateTimeOffset RedoAt) Steps(Guid personId)
    {
        lock (_gate)
        {
            var (undo, redo) = Of(personId);
            return (undo.Count == 0 ? null : undo[^1].Step.Name, undo.Count == 0 ? DateTimeOffset.MinValue : undo[^1].At, redo.Count == 0 ? null : redo[^1].Step.Name, redo.Count == 0 ? DateTimeOffset.MinValue : redo[^1].At);
        }
    }

    private (List<(DetailsStep Step, DateTimeOffset At)> Undo, List<(DetailsStep Step, DateTimeOffset At)> Redo) Of(Guid personId)
    {
        if (!_people.TryGetValue(personId, out var stacks)) _people[personId] = stacks = ([], []);
        return stacks;
    }

    private static void Push(List<(DetailsStep Step, DateTimeOffset At)> stack, DetailsStep step, DateTimeOffset at)
    {
        stack.Add((step, at));
        if (stack.Count > MostSteps) stack.RemoveAt(0);
    }
}
