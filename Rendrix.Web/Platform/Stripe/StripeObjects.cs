using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rendrix.Web.Platform.Stripe;

/// <summary>How Stripe's JSON is read: their names in snake case, unknown members and values ignored, since more of both come without a new version.</summary>
public static class StripeJson
{
    /// <summary>The options.</summary>
    public static readonly JsonSerializerOptions Options = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Converters = { new ExpandableConverter(), new UnixTimeConverter() } };
}

/// <summary>The id of another object, which comes as text or as the whole object.</summary>
[JsonConverter(typeof(ExpandableConverter))]
public readonly record struct StripeId(string Value);

/// <summary>A list inside an object.</summary>
public sealed record StripeList<T>(IReadOnlyList<T> Data);

/// <summary>A customer.</summary>
public sealed record StripeCustomer(string Id);

/// <summary>A page of Stripe to send somebody to.</summary>
public sealed record StripePage(string Id, string? Url);

/// <summary>A price.</summary>
public sealed record StripePrice(string Id, string Currency, long? UnitAmount, StripeRecurring? Recurring);

/// <summary>How often a price comes.</summary>
public sealed record StripeRecurring(string Interval);

/// <summary>What a subscription is for. In this version of the API the period stands here.</summary>
public sealed record StripeSubscriptionItem(string Id, StripePrice Price, DateTimeOffset CurrentPeriodStart, DateTimeOffset CurrentPeriodEnd);

/// <summary>Why a subscription ended.</summary>
public sealed record StripeCancellation(string? Reason);

/// <summary>A subscription.</summary>
public sealed record StripeSubscription(
    string Id, string Status, StripeList<StripeSubscriptionItem> Items, DateTimeOffset Created, DateTimeOffset BillingCycleAnchor, DateTimeOffset? TrialEnd, DateTimeOffset? CancelAt, DateTimeOffset? CanceledAt, DateTimeOffset? EndedAt,
    StripeCancellation? CancellationDetails, Dictionary<string, string>? Metadata);

/// <summary>A line of an invoice.</summary>
public sealed record StripeInvoiceLine(string? Description, long Amount, StripePeriod Period);

/// <summary>A time.</summary>
public sealed record StripePeriod(DateTimeOffset Start, DateTimeOffset End);

/// <summary>What an invoice was made for.</summary>
public sealed record StripeInvoiceParent(StripeInvoiceSubscription? SubscriptionDetails);

/// <summary>The subscription an invoice was made for.</summary>
public sealed record StripeInvoiceSubscription(StripeId? Subscription, Dictionary<string, string>? Metadata);

/// <summary>When an invoice changed.</summary>
public sealed record StripeTransitions(DateTimeOffset? PaidAt);

/// <summary>An invoice; one that is only previewed has no id.</summary>
public sealed record StripeInvoice(
    string? Id, string? Number, string? Status, string Currency, long Total, long AmountDue, string? HostedInvoiceUrl, DateTimeOffset Created, DateTimeOffset? DueDate, StripeList<StripeInvoiceLine> Lines, StripeInvoiceParent? Parent, StripeTransitions? StatusTransitions);

/// <summary>Something that happened at Stripe.</summary>
public sealed record StripeEvent(string Id, string Type, StripeEventData Data);

/// <summary>To what it happened, as it was then.</summary>
public sealed record StripeEventData(JsonElement Object);

internal sealed class ExpandableConverter : JsonConverter<StripeId>
{
    public override StripeId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return new StripeId(reader.GetString()!);
        using var whole = JsonDocument.ParseValue(ref reader);
        return new StripeId(whole.RootElement.GetProperty("id").GetString()!);
    }

    public override void Write(Utf8JsonWriter writer, StripeId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
}

internal sealed class UnixTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => DateTimeOffset.FromUnixTimeSeconds(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteNumberValue(value.ToUnixTimeSeconds());
}
