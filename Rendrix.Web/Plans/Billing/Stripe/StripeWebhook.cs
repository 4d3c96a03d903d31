using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Plans;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Stripe;

namespace Rendrix.Web.Plans.Billing.Stripe;

/// <summary><c>/webhooks/stripe/billing</c>: checked against the raw bytes, stored under the event's own id, answered at once; the work comes after it.</summary>
public static class StripeWebhook
{
    private const int MaxBytes = 256 * 1024;

    /// <summary>Maps the endpoint.</summary>
    public static IEndpointRouteBuilder MapStripeBilling(this IEndpointRouteBuilder app)
    {
        app.MapPost("/webhooks/stripe/billing", HearAsync).AllowAnonymous().DisableAntiforgery().WithMetadata(new RequestSizeLimitAttribute(MaxBytes)).ExcludeFromDescription();
        return app;
    }

    private static async Task<IResult> HearAsync(HttpContext http, StripeSettings settings, TenantTransactions transactions, TimeProvider clock, CancellationToken ct)
    {
        if (settings.WebhookSecret is not { } secret) return Results.NotFound();
        if (await ReadAsync(http.Request.Body, ct) is not { } body) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);
        if (!StripeSignature.IsValid(http.Request.Headers["Stripe-Signature"], body, secret, clock.GetUtcNow())) return Results.BadRequest();
        StripeEvent happened;
        try { happened = JsonSerializer.Deserialize<StripeEvent>(body, StripeJson.Options) ?? throw new JsonException(); }
        catch (JsonException) { return Results.BadRequest(); }
        // What is none of ours is none of our errors: Stripe would send it again for days.
        if (happened.Id is not { Length: > 0 and <= 100 } || happened.Type is not { Length: <= 100 } || happened.Data is null || Read(happened) is not (var organization, { } told)) return Results.Ok();

        await using var db = await transactions.BeginAsync(organization, null, ct);
        if (!await db.Organizations.AnyAsync(o => o.Id == organization, ct)) return Results.Ok();
        db.BillingEvents.Add(new BillingEvent { Id = Guid.CreateVersion7(clock.GetUtcNow()), Provider = StripeBilling.Name, ProviderId = happened.Id, Kind = happened.Type, ReceivedAt = clock.GetUtcNow() });
        db.Publish(told);
        try { await db.CommitAsync(ct); }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation }) { /* told before */ }
        return Results.Ok();
    }

    private static (Guid Organization, StripeTold Told)? Read(StripeEvent happened)
    {
        var about = happened.Data.Object;
        if (about.ValueKind != JsonValueKind.Object) return null;
        var (kind, id) = (Text(about, "object"), Text(about, "id"));
        var (named, told) = kind switch
        {
            "subscription" => (Member(about, "metadata"), new StripeTold(happened.Type, id, null)),
            "checkout.session" => (Member(about, "metadata"), new StripeTold(happened.Type, Id(about, "subscription"), null)),
            "invoice" => (Member(Member(Member(about, "parent"), "subscription_details"), "metadata"), new StripeTold(happened.Type, Id(Member(Member(about, "parent"), "subscription_details"), "subscription"), id)),
            _ => (null, null),
        };
        return told is not null && (told.Subscription ?? told.Invoice) is not null && Guid.TryParseExact(Text(named, "organization"), "D", out var organization) ? (organization, told) : null;
    }

    private static JsonElement? Member(JsonElement? of, string name) => of is { ValueKind: JsonValueKind.Object } whole && whole.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.Object ? member : null;

    private static string? Text(JsonElement? of, string name) => of is { ValueKind: JsonValueKind.Object } whole && whole.TryGetProperty(name, out var member) && member.ValueKind == JsonValueKind.String ? member.GetString() : null;

    private static string? Id(JsonElement? of, string name) => Text(of, name) ?? Text(Member(of, name), "id");

    private static async Task<byte[]?> ReadAsync(Stream stream, CancellationToken ct)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0;)
        {
            if (kept.Length + read > MaxBytes) return null;
            kept.Write(buffer, 0, read);
        }
        return kept.ToArray();
    }
}
