using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Rendrix.Web.Platform.Stripe;

/// <summary>Stripe said no.</summary>
/// <param name="status">The HTTP status.</param>
/// <param name="type">card_error, invalid_request_error, …</param>
/// <param name="code">What exactly; null when it does not say.</param>
/// <param name="message">In Stripe's words.</param>
/// <param name="requestId">What Stripe's support asks for.</param>
public sealed class StripeException(HttpStatusCode status, string? type, string? code, string message, string? requestId) : Exception($"{message} ({(int)status} {type} {code}, request {requestId})")
{
    /// <summary>The HTTP status.</summary>
    public HttpStatusCode Status { get; } = status;
    /// <summary>card_error, invalid_request_error, …</summary>
    public string? Type { get; } = type;
    /// <summary>What exactly.</summary>
    public string? Code { get; } = code;
    /// <summary>In Stripe's words, which for cards are meant for the person who pays.</summary>
    public string Said { get; } = message;
}

/// <summary>
/// A small client of Stripe's API v1 that keeps Stripe's own names. Every POST carries a key that the caller stored or can compute again, so that a call whose answer was
/// lost is not carried out twice; errors of the way are tried again as Stripe's own libraries do.
/// </summary>
public sealed class StripeClient(HttpClient http, StripeSettings settings, TimeProvider clock, ILogger<StripeClient> log)
{
    /// <summary>The version whose shapes are read here; webhook endpoints are to have the same.</summary>
    public const string Version = "2026-07-29.dahlia";
    private const int Tries = 3;

    /// <summary>Makes a customer.</summary>
    public Task<StripeCustomer> CreateCustomerAsync(IReadOnlyDictionary<string, object?> parameters, string idempotencyKey, CancellationToken ct) => SendAsync<StripeCustomer>(HttpMethod.Post, "/v1/customers", parameters, idempotencyKey, ct);

    /// <summary>Makes a page where somebody pays.</summary>
    public Task<StripePage> CreateCheckoutSessionAsync(IReadOnlyDictionary<string, object?> parameters, string idempotencyKey, CancellationToken ct) => SendAsync<StripePage>(HttpMethod.Post, "/v1/checkout/sessions", parameters, idempotencyKey, ct);

    /// <summary>Makes a page where somebody looks after cards and invoices.</summary>
    public Task<StripePage> CreatePortalSessionAsync(IReadOnlyDictionary<string, object?> parameters, string idempotencyKey, CancellationToken ct) => SendAsync<StripePage>(HttpMethod.Post, "/v1/billing_portal/sessions", parameters, idempotencyKey, ct);

    /// <summary>Reads a subscription.</summary>
    public Task<StripeSubscription> GetSubscriptionAsync(string id, CancellationToken ct) => SendAsync<StripeSubscription>(HttpMethod.Get, "/v1/subscriptions/" + Uri.EscapeDataString(id), null, null, ct);

    /// <summary>Changes a subscription.</summary>
    public Task<StripeSubscription> UpdateSubscriptionAsync(string id, IReadOnlyDictionary<string, object?> parameters, string idempotencyKey, CancellationToken ct) => SendAsync<StripeSubscription>(HttpMethod.Post, "/v1/subscriptions/" + Uri.EscapeDataString(id), parameters, idempotencyKey, ct);

    /// <summary>Ends a subscription at once.</summary>
    public Task<StripeSubscription> CancelSubscriptionAsync(string id, IReadOnlyDictionary<string, object?> parameters, CancellationToken ct) => SendAsync<StripeSubscription>(HttpMethod.Delete, "/v1/subscriptions/" + Uri.EscapeDataString(id), parameters, null, ct);

    /// <summary>Reads an invoice.</summary>
    public Task<StripeInvoice> GetInvoiceAsync(string id, CancellationToken ct) => SendAsync<StripeInvoice>(HttpMethod.Get, "/v1/invoices/" + Uri.EscapeDataString(id), null, null, ct);

    /// <summary>Says what an invoice would be.</summary>
    public Task<StripeInvoice> PreviewInvoiceAsync(IReadOnlyDictionary<string, object?> parameters, CancellationToken ct) => SendAsync<StripeInvoice>(HttpMethod.Post, "/v1/invoices/create_preview", parameters, null, ct);

    private async Task<T> SendAsync<T>(HttpMethod method, string path, IReadOnlyDictionary<string, object?>? parameters, string? idempotencyKey, CancellationToken ct)
    {
        var form = parameters is null ? "" : StripeForm.Encode(parameters);
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, new Uri(settings.ApiBase, method == HttpMethod.Post || form.Length == 0 ? path : path + "?" + form));
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", settings.SecretKey ?? throw new InvalidOperationException("Stripe is not set up here."));
            request.Headers.Add("Stripe-Version", Version);
            if (idempotencyKey is not null) request.Headers.Add("Idempotency-Key", idempotencyKey);
            if (method == HttpMethod.Post) request.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
            try
            {
                using var response = await http.SendAsync(request, ct);
                var body = await response.Content.ReadAsByteArrayAsync(ct);
                if (response.IsSuccessStatusCode) return JsonSerializer.Deserialize<T>(body, StripeJson.Options) ?? throw new JsonException("Stripe answered with nothing.");
                var error = ErrorOf(response, body);
                log.LogWarning("Stripe refused {Method} {Path}: {Error}", method, path, error.Message);
                if (attempt == Tries || !ShouldRetry(response)) throw error;
            }
            catch (Exception e) when (attempt < Tries && e is HttpRequestException or TaskCanceledException && !ct.IsCancellationRequested) { log.LogWarning(e, "Stripe could not be reached for {Method} {Path}", method, path); }
            // Half a second, then one: with some luck of the draw, so that many callers do not come back together.
            await Task.Delay(TimeSpan.FromSeconds(0.5 * (1 << (attempt - 1)) * (0.75 + Random.Shared.NextDouble() / 4)), clock, ct);
        }
    }

    // 429 is not among them: it is tried again only when the header says so.
    private static bool ShouldRetry(HttpResponseMessage response) =>
        response.Headers.TryGetValues("Stripe-Should-Retry", out var said) ? said.FirstOrDefault() == "true" : response.StatusCode == HttpStatusCode.Conflict || (int)response.StatusCode >= 500;

    private static StripeException ErrorOf(HttpResponseMessage response, byte[] body)
    {
        var request = response.Headers.TryGetValues("Request-Id", out var ids) ? ids.FirstOrDefault() : null;
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("error", out var error) && error.ValueKind == JsonValueKind.Object)
                return new StripeException(response.StatusCode, Text(error, "type"), Text(error, "code"), Text(error, "message") ?? "Stripe refused", request);
        }
        catch (JsonException) { /* a proxy's page, for instance: the status says enough */ }
        return new StripeException(response.StatusCode, null, null, "Stripe refused", request);
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
