namespace Rendrix.Refusals;

/// <summary>
/// Something understood and not done, said by name: a stable code of the public API and a sentence for the person reading.
/// Ask-methods return one; do-methods throw <see cref="RefusedException"/>, which one converter answers.
/// </summary>
/// <param name="Code">Upper snake code of the HTTP contract, for example <c>OUT_OF_STOCK</c>.</param>
/// <param name="Message">What happened and the way out, in one or two sentences.</param>
/// <param name="Status">The HTTP status an API caller gets.</param>
public record Refusal(string Code, string Message, int Status = 409)
{
    /// <summary>Messages by the request's own field names, when the refusal is about certain fields.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>Further members of the problem document, for example <c>nextActionUrl</c>.</summary>
    public IReadOnlyDictionary<string, object?>? Extra { get; init; }

    /// <summary>There is no such thing here. Another tenant's thing answers the same.</summary>
    public static Refusal NotFound(string what = "resource") => new("NOT_FOUND", $"There is no such {what}.", 404);

    /// <summary>Fields are wrong; each is named with the way out.</summary>
    public static Refusal Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new("VALIDATION_ERROR", "Some fields need a change before this can be saved.", 400) { Errors = errors };

    /// <summary>One field is wrong.</summary>
    public static Refusal Invalid(string field, string message) => Invalid(new Dictionary<string, string[]> { [field] = [message] });

    /// <summary>Somebody else saved in between.</summary>
    public static Refusal Stale() => new("PRECONDITION_FAILED", "Someone else saved a newer version. Load it, then make your change again.", 412);
}

/// <summary>Carries a refusal to the one converter that answers it (problem details, form message, job record).</summary>
public sealed class RefusedException(Refusal refusal) : Exception(refusal.Message)
{
    /// <summary>What was refused and why.</summary>
    public Refusal Refusal { get; } = refusal;
}

/// <summary>Gathers field errors while a request is checked, then refuses all at once.</summary>
public sealed class FieldErrors
{
    private readonly Dictionary<string, List<string>> _errors = [];

    /// <summary>Whether nothing was wrong so far.</summary>
    public bool None => _errors.Count == 0;

    /// <summary>The messages gathered so far by field.</summary>
    public IReadOnlyDictionary<string, string[]> All => _errors.ToDictionary(e => e.Key, e => e.Value.ToArray());

    /// <summary>Notes that a field is wrong; the message says what to enter instead.</summary>
    public void Add(string field, string message)
    {
        if (!_errors.TryGetValue(field, out var list)) _errors[field] = list = [];
        list.Add(message);
    }

    /// <summary>Notes the message when the condition does not hold.</summary>
    public void Require(bool holds, string field, string message) { if (!holds) Add(field, message); }

    /// <summary>Throws the refusal if any field was wrong.</summary>
    public void ThrowIfAny() { if (!None) throw new RefusedException(Refusal.Invalid(All)); }
}
