using Rendrix.Refusals;

namespace Rendrix.Web.Platform.Http;

/// <summary>The error codes of the HTTP contract with the short title each has, and what a bare status means.</summary>
public static class ProblemCatalog
{
    /// <summary>Code to title, in the order of the reference.</summary>
    public static IReadOnlyDictionary<string, string> Titles { get; } = new Dictionary<string, string>
    {
        ["UNAUTHORIZED"] = "Not signed in",
        ["FORBIDDEN"] = "Not allowed",
        ["INVALID_SESSION"] = "The session is over",
        ["TWO_FACTOR_REQUIRED"] = "A second factor is needed",
        ["TENANT_NOT_FOUND"] = "No such store",
        ["TENANT_SUSPENDED"] = "The store is closed",
        ["NOT_FOUND"] = "Not found",
        ["ALREADY_EXISTS"] = "Already exists",
        ["VALIDATION_ERROR"] = "Some fields need a change",
        ["INVALID_INPUT"] = "The request cannot be read",
        ["PRECONDITION_FAILED"] = "Someone else saved a newer version",
        ["IDEMPOTENCY_CONFLICT"] = "The idempotency key is in use",
        ["OUT_OF_STOCK"] = "Not enough in stock",
        ["COUPON_INVALID"] = "The coupon does not apply",
        ["INVALID_TRANSITION"] = "Not possible in this state",
        ["PLAN_LIMIT_REACHED"] = "The plan's limit is reached",
        ["PAYMENT_FAILED"] = "The payment failed",
        ["PAYMENT_REQUIRES_ACTION"] = "The payment needs another step",
        ["GATEWAY_NOT_CONFIGURED"] = "Payments are not set up",
        ["RATE_LIMITED"] = "Too many requests",
        ["PAYLOAD_TOO_LARGE"] = "The body is too large",
        ["INTERNAL_ERROR"] = "Something broke on our side",
        ["SERVICE_UNAVAILABLE"] = "Not available right now",
    };

    /// <summary>Nobody, or nobody known, is calling.</summary>
    public static Refusal Unauthorized { get; } = new("UNAUTHORIZED", "Send a valid access token in the Authorization header.", StatusCodes.Status401Unauthorized);

    /// <summary>The caller is known and may not do this.</summary>
    public static Refusal Forbidden { get; } = new("FORBIDDEN", "Your role does not allow this. Ask an owner of the organization.", StatusCodes.Status403Forbidden);

    /// <summary>The caller was removed from the organization of their session.</summary>
    public static Refusal NoMember { get; } = new("INVALID_SESSION", "You no longer belong to the organization of this session. Sign in again.", StatusCodes.Status401Unauthorized);

    /// <summary>What to say when only a status is known: unknown route, wrong method, refused by the framework.</summary>
    public static Refusal OfStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => Unauthorized,
        StatusCodes.Status403Forbidden => Forbidden,
        StatusCodes.Status404NotFound => Refusal.NotFound(),
        StatusCodes.Status405MethodNotAllowed => new Refusal("INVALID_INPUT", "This address does not take that method. See the Allow header.", status),
        StatusCodes.Status406NotAcceptable => new Refusal("INVALID_INPUT", "The answer is only available as application/json.", status),
        StatusCodes.Status408RequestTimeout => new Refusal("INVALID_INPUT", "The request stopped before its end. Send it again.", status),
        StatusCodes.Status412PreconditionFailed => Refusal.Stale(),
        StatusCodes.Status413PayloadTooLarge => BodyProblems.TooLarge,
        StatusCodes.Status415UnsupportedMediaType => BodyProblems.MediaType,
        StatusCodes.Status429TooManyRequests => new Refusal("RATE_LIMITED", "Too many requests. Wait for the seconds in Retry-After.", status),
        StatusCodes.Status503ServiceUnavailable => new Refusal("SERVICE_UNAVAILABLE", "This is not available right now. Try again in a moment.", status),
        >= 500 => new Refusal("INTERNAL_ERROR", "Something broke on our side. Nothing more is known to you than the request id; quote it to support.", status),
        _ => new Refusal("INVALID_INPUT", "The request cannot be answered as it is.", status),
    };
}
