using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using Rendrix.Web.Platform.Stripe;

namespace Rendrix.Web.Tests.Plans.Stripe;

/// <summary>
/// Stripe as far as plans need it: keeps customers, subscriptions and invoices, refuses every call that its contract does not know, answers a repeated key with the first
/// answer, prorates by the second, and has messages of everything that happens, for the test to send when, how often and in which order it likes.
/// </summary>
internal sealed class FakeStripe(Func<DateTimeOffset> now) : HttpMessageHandler
{
    public const string Key = "sk_test_rendrix", Secret = "whsec_test_rendrix";
    private readonly StripeContract _contract = new();
    private readonly ConcurrentDictionary<string, (string Form, HttpStatusCode Status, string Body)> _keys = new();
    private readonly Dictionary<string, JsonObject> _objects = [];
    private readonly Lock _lock = new();
    private int _next;

    /// <summary>Prices by id: amount and interval.</summary>
    public Dictionary<string, (long Amount, string Interval)> Prices { get; } = [];

    /// <summary>Every call as it came.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Messages nobody sent yet.</summary>
    public List<JsonObject> Messages { get; } = [];

    /// <summary>How many of the next calls break before an answer comes.</summary>
    public int BreakNext { get; set; }

    /// <summary>The next change of a subscription is declined.</summary>
    public bool Decline { get; set; }

    public JsonObject Object(string id) { lock (_lock) return (JsonObject)_objects[id].DeepClone(); }

    public List<JsonObject> All(string kind) { lock (_lock) return [.. _objects.Values.Where(o => (string?)o["object"] == kind).Select(o => (JsonObject)o.DeepClone())]; }

    /// <summary>Somebody pays on the page.</summary>
    public string Complete(string url)
    {
        lock (_lock)
        {
            var session = _objects[url[(url.LastIndexOf('/') + 1)..]];
            var trial = (long?)session["_trial_end"];
            var price = (string)session["_price"]!;
            var start = now().ToUnixTimeSeconds();
            var end = trial ?? EndOf(start, price);
            var id = NewId("sub");
            _objects[id] = new JsonObject
            {
                ["id"] = id, ["object"] = "subscription", ["status"] = trial is null ? "active" : "trialing", ["customer"] = (string)session["customer"]!, ["created"] = start, ["billing_cycle_anchor"] = end, ["trial_end"] = trial, ["cancel_at"] = null, ["canceled_at"] = null,
                ["ended_at"] = null, ["cancel_at_period_end"] = false, ["metadata"] = session["_metadata"]!.DeepClone(), ["an_unknown_member"] = new JsonArray(1, 2),
                ["items"] = new JsonObject { ["object"] = "list", ["data"] = new JsonArray(new JsonObject { ["id"] = NewId("si"), ["price"] = PriceOf(price), ["current_period_start"] = start, ["current_period_end"] = end }) },
            };
            session["subscription"] = id;
            Tell("customer.subscription.created", id);
            if (trial is null) Bill(id, "paid", Prices[price].Amount, start, end);
            Tell("checkout.session.completed", (string)session["id"]!);
            return id;
        }
    }

    /// <summary>A period ends and the next one is paid, or not.</summary>
    public string Renew(string subscription, bool paid)
    {
        lock (_lock)
        {
            var own = _objects[subscription];
            var item = own["items"]!["data"]![0]!;
            var start = (long)item["current_period_end"]!;
            var end = EndOf(start, (string)item["price"]!["id"]!);
            (item["current_period_start"], item["current_period_end"], own["status"]) = (start, end, paid ? "active" : "past_due");
            var invoice = Bill(subscription, paid ? "paid" : "open", (long)item["price"]!["unit_amount"]!, start, end);
            Tell(paid ? "invoice.paid" : "invoice.payment_failed", invoice);
            Tell("customer.subscription.updated", subscription);
            return invoice;
        }
    }

    /// <summary>Another try fails, the money comes, or the last try failed.</summary>
    public void Retry(string subscription, string invoice, string outcome)
    {
        lock (_lock)
        {
            var own = _objects[subscription];
            if (outcome == "paid") { (_objects[invoice]["status"], own["status"]) = ("paid", "active"); Tell("invoice.paid", invoice); Tell("customer.subscription.updated", subscription); }
            else if (outcome == "failed") Tell("invoice.payment_failed", invoice);
            else
            {
                (_objects[invoice]["status"], own["status"], own["ended_at"], own["canceled_at"], own["cancellation_details"]) = ("uncollectible", "canceled", now().ToUnixTimeSeconds(), now().ToUnixTimeSeconds(), new JsonObject { ["reason"] = "payment_failed" });
                Tell("invoice.marked_uncollectible", invoice);
                Tell("customer.subscription.deleted", subscription);
            }
        }
    }

    /// <summary>Sends a message, signed as Stripe does it; answers the status.</summary>
    public static async Task<int> SendAsync(HttpClient http, JsonObject message, DateTimeOffset at, string secret = Secret, Func<string, string>? change = null)
    {
        var body = message.ToJsonString();
        var time = at.ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe/billing") { Content = new StringContent(change?.Invoke(body) ?? body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Stripe-Signature", $"t={time},v1={StripeSignature.Sign(time, Encoding.UTF8.GetBytes(body + "x"), secret)},v1={StripeSignature.Sign(time, Encoding.UTF8.GetBytes(body), secret)},v0=abc");
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var form = request.Content is null ? request.RequestUri!.Query.TrimStart('?') : await request.Content.ReadAsStringAsync(cancellationToken);
        var path = request.RequestUri!.AbsolutePath;
        Calls.Enqueue($"{request.Method} {path} {form}");
        lock (_lock) if (BreakNext > 0) { BreakNext--; throw new HttpRequestException("The line is down."); }
        if (request.Headers.Authorization?.ToString() != "Bearer " + Key) return Answer(HttpStatusCode.Unauthorized, Error("invalid_request_error", "Invalid API key"));
        if (request.Headers.GetValues("Stripe-Version").Single() != StripeClient.Version) return Answer(HttpStatusCode.BadRequest, Error("invalid_request_error", "Unexpected version"));
        var parameters = QueryHelpers.ParseQuery(form).SelectMany(pair => pair.Value.Select(value => (pair.Key, value ?? ""))).ToList();
        if (_contract.Problem(request.Method.Method, path, parameters) is { } problem) return Answer(HttpStatusCode.BadRequest, Error("invalid_request_error", problem));
        var key = request.Headers.TryGetValues("Idempotency-Key", out var keys) ? keys.Single() : null;
        if (request.Method == HttpMethod.Post && key is null && !path.EndsWith("create_preview", StringComparison.Ordinal)) return Answer(HttpStatusCode.BadRequest, Error("invalid_request_error", "A POST without a key may be carried out twice"));
        lock (_lock)
        {
            if (key is not null && _keys.TryGetValue(key, out var earlier)) return earlier.Form == form ? Answer(earlier.Status, earlier.Body) : Answer(HttpStatusCode.BadRequest, Error("idempotency_error", "Same key, other parameters"));
            var (status, body) = Act(request.Method.Method, path, parameters.ToDictionary(p => p.Item1, p => p.Item2));
            if (key is not null && (int)status < 500) _keys[key] = (form, status, body);
            return Answer(status, body);
        }
    }

    private (HttpStatusCode, string) Act(string method, string path, Dictionary<string, string> p)
    {
        var id = path[(path.LastIndexOf('/') + 1)..];
        switch (method, path)
        {
            case ("POST", "/v1/customers"): return New("cus", new() { ["object"] = "customer", ["email"] = p["email"] });
            case ("POST", "/v1/billing_portal/sessions"): return _objects.ContainsKey(p["customer"]) ? New("bps", new() { ["object"] = "billing_portal.session", ["url"] = "https://billing.stripe.test/p/" + p["customer"] }) : Missing();
            case ("POST", "/v1/checkout/sessions"):
                if (!_objects.ContainsKey(p["customer"]) || !Prices.ContainsKey(p["line_items[0][price]"])) return Missing();
                long? trial = p.TryGetValue("subscription_data[trial_end]", out var ends) ? long.Parse(ends, System.Globalization.CultureInfo.InvariantCulture) : null;
                if (trial < now().AddHours(48).ToUnixTimeSeconds()) return (HttpStatusCode.BadRequest, Error("invalid_request_error", "The trial ends too soon"));
                return New("cs", new()
                {
                    ["object"] = "checkout.session", ["customer"] = p["customer"], ["metadata"] = new JsonObject { ["organization"] = p["metadata[organization]"] }, ["subscription"] = null,
                    ["_price"] = p["line_items[0][price]"], ["_trial_end"] = trial, ["_metadata"] = new JsonObject { ["organization"] = p["subscription_data[metadata][organization]"] },
                }, o => o["url"] = "https://checkout.stripe.test/c/" + (string)o["id"]!);
        }
        if (path == "/v1/invoices/create_preview")
        {
            var (was, old, price) = Moved(p["subscription"], p["subscription_details[items][0][price]"]);
            var lines = Lines(was, old, price);
            return (HttpStatusCode.OK, new JsonObject { ["object"] = "invoice", ["currency"] = "usd", ["total"] = lines.Sum(l => (long)l!["amount"]!), ["amount_due"] = 0, ["created"] = now().ToUnixTimeSeconds(), ["lines"] = new JsonObject { ["data"] = lines } }.ToJsonString());
        }
        if (!_objects.TryGetValue(id, out var own)) return Missing();
        if (method == "GET") return (HttpStatusCode.OK, own.ToJsonString());
        if (method == "DELETE")
        {
            (own["status"], own["ended_at"], own["canceled_at"], own["cancellation_details"]) = ("canceled", now().ToUnixTimeSeconds(), now().ToUnixTimeSeconds(), new JsonObject { ["reason"] = "cancellation_requested" });
            Tell("customer.subscription.deleted", id);
            return (HttpStatusCode.OK, own.ToJsonString());
        }
        if (p.TryGetValue("items[0][price]", out var wanted))
        {
            if (Decline) { Decline = false; return (HttpStatusCode.PaymentRequired, Error("card_error", "Your card was declined.", "card_declined")); }
            var (item, old, price) = Moved(id, wanted);
            var lines = Lines(item, old, price);
            if (PriceInterval(old) != PriceInterval(price)) (item["current_period_start"], item["current_period_end"]) = (now().ToUnixTimeSeconds(), EndOf(now().ToUnixTimeSeconds(), price));
            item["price"] = PriceOf(price);
            var invoice = Bill(id, "paid", 0, 0, 0, lines);
            Tell("invoice.paid", invoice);
        }
        if (p.TryGetValue("cancel_at_period_end", out var ending))
            (own["cancel_at_period_end"], own["cancel_at"], own["canceled_at"]) = (ending == "true", ending == "true" ? (long)own["items"]!["data"]![0]!["current_period_end"]! : null, ending == "true" ? now().ToUnixTimeSeconds() : null);
        Tell("customer.subscription.updated", id);
        return (HttpStatusCode.OK, own.ToJsonString());
    }

    private (JsonNode Item, string Old, string Price) Moved(string subscription, string price)
    {
        var item = _objects[subscription]["items"]!["data"]![0]!;
        return (item, (string)item["price"]!["id"]!, price);
    }

    private JsonArray Lines(JsonNode item, string old, string price)
    {
        var (start, end, at) = ((long)item["current_period_start"]!, (long)item["current_period_end"]!, now().ToUnixTimeSeconds());
        long Rest(long amount) => (long)Math.Round(amount * (decimal)(end - at) / (end - start), MidpointRounding.AwayFromZero);
        var same = PriceInterval(old) == PriceInterval(price);
        return new JsonArray(Line("Unused time", -Rest(Prices[old].Amount), at, end), Line("Remaining time", same ? Rest(Prices[price].Amount) : Prices[price].Amount, at, same ? end : EndOf(at, price)));
    }

    private string Bill(string subscription, string status, long amount, long start, long end, JsonArray? lines = null)
    {
        var id = NewId("in");
        lines ??= new JsonArray(Line("A period", amount, start, end));
        var total = lines.Sum(l => (long)l!["amount"]!);
        _objects[id] = new JsonObject
        {
            ["id"] = id, ["object"] = "invoice", ["number"] = $"STRIPE-{_next:D4}", ["status"] = status, ["currency"] = "usd", ["total"] = total, ["amount_due"] = Math.Max(0, total), ["hosted_invoice_url"] = "https://invoice.stripe.test/" + id, ["created"] = now().ToUnixTimeSeconds(), ["due_date"] = null,
            ["lines"] = new JsonObject { ["data"] = lines.DeepClone() }, ["status_transitions"] = new JsonObject { ["paid_at"] = status == "paid" ? now().ToUnixTimeSeconds() : null },
            ["parent"] = new JsonObject { ["type"] = "subscription_details", ["subscription_details"] = new JsonObject { ["subscription"] = subscription, ["metadata"] = _objects[subscription]["metadata"]!.DeepClone() } },
        };
        if (status == "paid" && amount > 0) Tell("invoice.paid", id);
        return id;
    }

    private void Tell(string type, string id) => Messages.Add(new JsonObject { ["id"] = NewId("evt"), ["object"] = "event", ["type"] = type, ["api_version"] = StripeClient.Version, ["created"] = now().ToUnixTimeSeconds(), ["data"] = new JsonObject { ["object"] = _objects[id].DeepClone() } });

    private (HttpStatusCode, string) New(string prefix, JsonObject made, Action<JsonObject>? with = null)
    {
        made["id"] = NewId(prefix);
        with?.Invoke(made);
        _objects[(string)made["id"]!] = made;
        return (HttpStatusCode.OK, made.ToJsonString());
    }

    private JsonObject PriceOf(string id) => new() { ["id"] = id, ["currency"] = "usd", ["unit_amount"] = Prices[id].Amount, ["recurring"] = new JsonObject { ["interval"] = Prices[id].Interval } };

    private string PriceInterval(string id) => Prices[id].Interval;

    private long EndOf(long start, string price) => DateTimeOffset.FromUnixTimeSeconds(start).AddMonths(Prices[price].Interval == "year" ? 12 : 1).ToUnixTimeSeconds();

    private string NewId(string prefix) => $"{prefix}_{++_next:D6}";

    private static JsonObject Line(string text, long amount, long from, long to) => new() { ["description"] = text, ["amount"] = amount, ["period"] = new JsonObject { ["start"] = from, ["end"] = to } };

    private static (HttpStatusCode, string) Missing() => (HttpStatusCode.NotFound, Error("invalid_request_error", "No such object", "resource_missing"));

    private static string Error(string type, string message, string? code = null) => new JsonObject { ["error"] = new JsonObject { ["type"] = type, ["message"] = message, ["code"] = code } }.ToJsonString();

    private static HttpResponseMessage Answer(HttpStatusCode status, string body) => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json"), Headers = { { "Request-Id", "req_test" } } };
}
