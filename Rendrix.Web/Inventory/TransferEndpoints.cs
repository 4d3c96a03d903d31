using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Inventory;
using Rendrix.Refusals;
using Rendrix.Web.Api;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Http;

namespace Rendrix.Web.Inventory;

/// <summary><c>/api/v1/stores/{storeId}/transfers</c>: goods on their way to a location.</summary>
public static class TransferEndpoints
{
    private const string Newest = "transfers:-id";

    /// <summary>Maps the endpoints.</summary>
    public static void MapTransfers(this ApiGroups api)
    {
        var transfers = api.Store.MapGroup("/transfers").WithTags("Inventory");
        transfers.MapGet("", ListAsync).Demand(Permission.ReadProducts).WithName("ListTransfers").WithSummary("List transfers, newest first; by status, locationId");
        transfers.MapPost("", CreateAsync).Demand(Permission.WriteProducts).WithName("CreateTransfer").WithSummary("Write a transfer as a draft; no stock moves yet");
        transfers.MapGet("/{transferId:guid}", GetAsync).Demand(Permission.ReadProducts).WithName("GetTransfer").WithSummary("Read a transfer");
        transfers.MapPut("/{transferId:guid}", PutAsync).Demand(Permission.WriteProducts).WithName("ReplaceTransfer").WithSummary("Change a draft");
        transfers.MapPost("/{transferId:guid}/send", SendAsync).Demand(Permission.WriteProducts).WithName("SendTransfer").WithSummary("The goods leave: taken from the origin, incoming where they go");
        transfers.MapPost("/{transferId:guid}/receive", ReceiveAsync).Demand(Permission.WriteProducts).WithName("ReceiveTransfer").WithSummary("Goods arrived, all or some");
        transfers.MapPost("/{transferId:guid}/cancel", CancelAsync).Demand(Permission.WriteProducts).WithName("CancelTransfer").WithSummary("Call it off; what has not arrived goes back");
    }

    private static async Task<Ok<Page<TransferResponse>>> ListAsync(CallerStore at, PageQuery page, TenantTransactions transactions, CancellationToken ct, string? status = null, Guid? locationId = null)
    {
        TransferStatus? wanted = status is null ? null : ApiJson.TryRead<TransferStatus>(status, out var s) ? s : throw new RefusedException(Refusal.Invalid("status", "Use draft, in_transit, received or cancelled"));
        await using var db = await transactions.BeginAsync(ct);
        var all = db.StockTransfers.AsNoTracking().Where(t => t.StoreId == at.StoreId);
        if (wanted is { } state) all = all.Where(t => t.Status == state);
        if (locationId is { } place) all = all.Where(t => t.FromId == place || t.ToId == place);
        var total = page.WithTotal ? await all.LongCountAsync(ct) : (long?)null;
        if (page.After<Guid>(Newest) is { } after) all = all.Where(t => t.Id.CompareTo(after) < 0);
        var rows = await all.OrderByDescending(t => t.Id).Take(page.Take).Include(t => t.Lines.OrderBy(l => l.Id)).AsSplitQuery().ToListAsync(ct);
        return TypedResults.Ok(page.Answer(rows, TransferResponse.From, Newest, t => [t.Id], total));
    }

    private static async Task<Created<TransferResponse>> CreateAsync(CallerStore at, TransferRequest request, HttpContext http, MoveTransfer move, TenantTransactions transactions, CancellationToken ct)
    {
        var transfer = await move.SaveAsync(at.StoreId, null, Draft(request), null, ct);
        return TypedResults.Created($"/api/v1/stores/{at.StoreId}/transfers/{transfer.Id}", await AnswerAsync(at, transfer.Id, http, transactions, ct));
    }

    private static async Task<Ok<TransferResponse>> GetAsync(CallerStore at, Guid transferId, HttpContext http, TenantTransactions transactions, CancellationToken ct) => TypedResults.Ok(await AnswerAsync(at, transferId, http, transactions, ct));

    private static async Task<Ok<TransferResponse>> PutAsync(CallerStore at, Guid transferId, TransferRequest request, HttpContext http, MoveTransfer move, TenantTransactions transactions, CancellationToken ct)
    {
        await move.SaveAsync(at.StoreId, transferId, Draft(request), v => http.DemandMatch(v), ct);
        return TypedResults.Ok(await AnswerAsync(at, transferId, http, transactions, ct));
    }

    private static async Task<Ok<TransferResponse>> SendAsync(CallerStore at, Guid transferId, HttpContext http, MoveTransfer move, TenantTransactions transactions, CancellationToken ct)
    {
        await move.SendAsync(at.StoreId, transferId, at.Caller.UserId, v => http.DemandMatch(v), ct);
        return TypedResults.Ok(await AnswerAsync(at, transferId, http, transactions, ct));
    }

    private static async Task<Ok<TransferResponse>> ReceiveAsync(CallerStore at, Guid transferId, ReceiveRequest? request, HttpContext http, MoveTransfer move, TenantTransactions transactions, CancellationToken ct)
    {
        await move.ReceiveAsync(at.StoreId, transferId, request?.Lines is null ? null : Lines(request.Lines), at.Caller.UserId, v => http.DemandMatch(v), ct);
        return TypedResults.Ok(await AnswerAsync(at, transferId, http, transactions, ct));
    }

    private static async Task<Ok<TransferResponse>> CancelAsync(CallerStore at, Guid transferId, HttpContext http, MoveTransfer move, TenantTransactions transactions, CancellationToken ct)
    {
        await move.CancelAsync(at.StoreId, transferId, at.Caller.UserId, v => http.DemandMatch(v), ct);
        return TypedResults.Ok(await AnswerAsync(at, transferId, http, transactions, ct));
    }

    private static TransferDraft Draft(TransferRequest request) =>
        new(request.FromLocationId, request.ToLocationId ?? throw new RefusedException(Refusal.Invalid("toLocationId", "This field is required")), Lines(request.Lines ?? []), request.Note, request.ExpectedOn);

    private static List<TransferLine> Lines(IReadOnlyList<TransferLineRequest> lines)
    {
        var errors = new FieldErrors();
        for (var i = 0; i < lines.Count; i++)
        {
            errors.Require(lines[i]?.VariantId is not null, $"lines[{i}].variantId", "This field is required");
            errors.Require(lines[i]?.Quantity is not null, $"lines[{i}].quantity", "This field is required");
        }
        errors.ThrowIfAny();
        return [.. lines.Select(l => new TransferLine(l.VariantId!.Value, l.Quantity!.Value))];
    }

    private static async Task<TransferResponse> AnswerAsync(CallerStore at, Guid id, HttpContext http, TenantTransactions transactions, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var transfer = await db.StockTransfers.AsNoTracking().Include(t => t.Lines.OrderBy(l => l.Id)).FirstOrDefaultAsync(t => t.StoreId == at.StoreId && t.Id == id, ct) ?? throw new RefusedException(Refusal.NotFound("transfer"));
        http.SetEtag(transfer.Version);
        return TransferResponse.From(transfer);
    }
}
