using Microsoft.EntityFrameworkCore;
using Rendrix.Catalog;
using Rendrix.Inventory;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Inventory;

/// <summary>Pieces of a variant that a transfer shall hold, or that arrived.</summary>
public sealed record TransferLine(Guid VariantId, int Quantity);

/// <summary>What a transfer shall be.</summary>
public sealed record TransferDraft(Guid? FromId, Guid ToId, IReadOnlyList<TransferLine> Lines, string? Note = null, DateOnly? ExpectedOn = null);

/// <summary>
/// Moves goods between locations. Sending takes them from the origin and makes them incoming; receiving, in one or several parts, makes incoming pieces
/// available; calling off brings back what has not arrived. Each step is one transaction and happens once: it asks for the state before it.
/// </summary>
public sealed class MoveTransfer(TenantTransactions transactions, TimeProvider clock)
{
    /// <summary>Writes a draft, or changes one.</summary>
    public async Task<StockTransfer> SaveAsync(Guid storeId, Guid? transferId, TransferDraft draft, Action<int>? demandVersion, CancellationToken ct)
    {
        var errors = new FieldErrors();
        errors.Require(draft.FromId != draft.ToId, "toLocationId", "Choose another location than the one it comes from");
        errors.Require(draft.Lines.Count is >= 1 and <= StockTransfer.MostLines, "lines", $"Send 1 to {StockTransfer.MostLines} lines");
        errors.Require(draft.Lines.Select(l => l.VariantId).Distinct().Count() == draft.Lines.Count, "lines", "Name each variant once");
        errors.Require(draft.Note is null || draft.Note.Trim().Length <= 200 && !draft.Note.Contains('\0', StringComparison.Ordinal), "note", "Use 200 characters or fewer");
        for (var i = 0; i < draft.Lines.Count; i++) errors.Require(draft.Lines[i].Quantity is >= 1 and <= 1_000_000, $"lines[{i}].quantity", "Enter a whole number from 1 to 1,000,000");
        errors.ThrowIfAny();

        var now = clock.GetUtcNow();
        await using var db = await transactions.BeginAsync(ct);
        var locations = await db.Locations.Where(l => l.StoreId == storeId).Select(l => l.Id).ToListAsync(ct);
        errors.Require(draft.FromId is not { } from || locations.Contains(from), "fromLocationId", "There is no such location in this store");
        errors.Require(locations.Contains(draft.ToId), "toLocationId", "There is no such location in this store");
        Guid[] ids = [.. draft.Lines.Select(l => l.VariantId)];
        var counted = await db.Variants.Where(v => v.StoreId == storeId && ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, v => v.TrackInventory, ct);
        for (var i = 0; i < ids.Length; i++)
            if (!counted.TryGetValue(ids[i], out var tracked)) errors.Add($"lines[{i}].variantId", "There is no such variant in this store");
            else if (!tracked) errors.Add($"lines[{i}].variantId", "Its stock is not counted. Turn counting on at the product first");
        errors.ThrowIfAny();

        var transfer = transferId is { } id ? await LoadAsync(db, storeId, id, demandVersion, ct) : null;
        if (transfer is { Status: not TransferStatus.Draft }) throw Not(transfer, "changed");
        if (transfer is null)
        {
            // The first location's row stands for the store: numbers are given one after the other.
            await db.Database.ExecuteSqlAsync($"select 1 from locations where tenant_id = {db.Tenant} and id = {storeId} for update", ct);
            transfer = new StockTransfer { TenantId = db.Tenant, Id = Guid.CreateVersion7(now), StoreId = storeId, CreatedAt = now, Number = (await db.StockTransfers.Where(t => t.StoreId == storeId).MaxAsync(t => (int?)t.Number, ct) ?? 0) + 1 };
            db.StockTransfers.Add(transfer);
        }
        (transfer.FromId, transfer.ToId, transfer.Note, transfer.ExpectedOn) = (draft.FromId, draft.ToId, draft.Note?.Trim() ?? "", draft.ExpectedOn);
        foreach (var gone in transfer.Lines.Where(l => !ids.Contains(l.VariantId)).ToList()) { transfer.Lines.Remove(gone); db.StockTransferLines.Remove(gone); }
        // Ids a millisecond apart keep the order they were written in.
        foreach (var (i, line) in draft.Lines.Index())
            if (transfer.Lines.Find(l => l.VariantId == line.VariantId) is { } there) there.Quantity = line.Quantity;
            else db.StockTransferLines.Add(new StockTransferLine { TenantId = db.Tenant, Id = Guid.CreateVersion7(now.AddMilliseconds(i)), StoreId = storeId, TransferId = transfer.Id, VariantId = line.VariantId, Quantity = line.Quantity });
        await db.CommitAsync(ct);
        return transfer;
    }

    /// <summary>The goods leave. Refuses when the origin has fewer than the lines say.</summary>
    public Task<StockTransfer> SendAsync(Guid storeId, Guid transferId, Guid? userId, Action<int>? demandVersion, CancellationToken ct) => StepAsync(storeId, transferId, userId, demandVersion, async (db, transfer, now) =>
    {
        if (transfer.Status != TransferStatus.Draft) throw Not(transfer, "sent");
        var ids = await LockAsync(db, transfer, ct);
        if (transfer.FromId is { } from)
        {
            var there = await db.StockLevels.AsNoTracking().Where(l => l.LocationId == from && ids.Contains(l.VariantId)).ToDictionaryAsync(l => l.VariantId, l => l.Available, ct);
            var errors = new FieldErrors();
            for (var i = 0; i < transfer.Lines.Count; i++)
                if (there.GetValueOrDefault(transfer.Lines[i].VariantId) is var has && has < transfer.Lines[i].Quantity) errors.Add($"lines[{i}].quantity", has <= 0 ? "None are there" : $"Only {has} are there");
            errors.ThrowIfAny();
        }
        foreach (var line in transfer.Lines)
        {
            if (transfer.FromId is { } origin) Move(db, transfer, line.VariantId, origin, -line.Quantity, 0, StockReason.Sent, userId, now);
            Move(db, transfer, line.VariantId, transfer.ToId, 0, line.Quantity, StockReason.Sent, userId, now);
        }
        await SellAsync(db, transfer, [.. transfer.Lines.Where(_ => transfer.FromId is not null).Select(l => (l.VariantId, transfer.FromId!.Value, -l.Quantity))], ct);
        (transfer.Status, transfer.SentAt) = (TransferStatus.InTransit, now);
    }, ct);

    /// <summary>So many pieces arrived; null means all that is open. Refuses more than was sent.</summary>
    public Task<StockTransfer> ReceiveAsync(Guid storeId, Guid transferId, IReadOnlyList<TransferLine>? arrived, Guid? userId, Action<int>? demandVersion, CancellationToken ct) => StepAsync(storeId, transferId, userId, demandVersion, async (db, transfer, now) =>
    {
        if (transfer.Status != TransferStatus.InTransit) throw Not(transfer, "received");
        await LockAsync(db, transfer, ct);
        arrived ??= [.. transfer.Lines.Where(l => l.Open > 0).Select(l => new TransferLine(l.VariantId, l.Open))];
        var errors = new FieldErrors();
        errors.Require(arrived.Count > 0 && arrived.Select(a => a.VariantId).Distinct().Count() == arrived.Count, "lines", "Name each variant that arrived once");
        for (var i = 0; i < arrived.Count; i++)
            if (transfer.Lines.Find(l => l.VariantId == arrived[i].VariantId) is not { } line) errors.Add($"lines[{i}].variantId", "It is not in this transfer");
            else if (arrived[i].Quantity < 1 || arrived[i].Quantity > line.Open) errors.Add($"lines[{i}].quantity", line.Open == 0 ? "All of it has arrived" : $"Enter a whole number from 1 to {line.Open}");
        errors.ThrowIfAny();
        foreach (var piece in arrived)
        {
            transfer.Lines.First(l => l.VariantId == piece.VariantId).Received += piece.Quantity;
            Move(db, transfer, piece.VariantId, transfer.ToId, piece.Quantity, -piece.Quantity, StockReason.Received, userId, now);
        }
        await SellAsync(db, transfer, [.. arrived.Select(a => (a.VariantId, transfer.ToId, a.Quantity))], ct);
        if (transfer.Lines.TrueForAll(l => l.Open == 0)) (transfer.Status, transfer.EndedAt) = (TransferStatus.Received, now);
    }, ct);

    /// <summary>Called off: what has not arrived goes back to where it came from.</summary>
    public Task<StockTransfer> CancelAsync(Guid storeId, Guid transferId, Guid? userId, Action<int>? demandVersion, CancellationToken ct) => StepAsync(storeId, transferId, userId, demandVersion, async (db, transfer, now) =>
    {
        if (transfer.Status is not (TransferStatus.Draft or TransferStatus.InTransit)) throw Not(transfer, "called off");
        if (transfer.Status == TransferStatus.InTransit)
        {
            await LockAsync(db, transfer, ct);
            var open = transfer.Lines.Where(l => l.Open > 0).ToList();
            foreach (var line in open)
            {
                Move(db, transfer, line.VariantId, transfer.ToId, 0, -line.Open, StockReason.CalledOff, userId, now);
                if (transfer.FromId is { } origin) Move(db, transfer, line.VariantId, origin, line.Open, 0, StockReason.CalledOff, userId, now);
            }
            await SellAsync(db, transfer, [.. open.Where(_ => transfer.FromId is not null).Select(l => (l.VariantId, transfer.FromId!.Value, l.Open))], ct);
        }
        (transfer.Status, transfer.EndedAt) = (TransferStatus.Cancelled, now);
    }, ct);

    private async Task<StockTransfer> StepAsync(Guid storeId, Guid transferId, Guid? userId, Action<int>? demandVersion, Func<AppDb, StockTransfer, DateTimeOffset, Task> act, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(ct);
        var transfer = await LoadAsync(db, storeId, transferId, demandVersion, ct);
        await act(db, transfer, clock.GetUtcNow());
        await db.CommitAsync(ct);
        return transfer;
    }

    private static async Task<StockTransfer> LoadAsync(AppDb db, Guid storeId, Guid transferId, Action<int>? demandVersion, CancellationToken ct)
    {
        var transfer = await db.StockTransfers.FromSql($"select * from stock_transfers where tenant_id = {db.Tenant} and store_id = {storeId} and id = {transferId} for update").SingleOrDefaultAsync(ct)
            ?? throw new RefusedException(Refusal.NotFound("transfer"));
        transfer.Lines = await db.StockTransferLines.Where(l => l.TransferId == transferId).OrderBy(l => l.Id).ToListAsync(ct);
        demandVersion?.Invoke(transfer.Version);
        return transfer;
    }

    private static async Task<Guid[]> LockAsync(AppDb db, StockTransfer transfer, CancellationToken ct)
    {
        Guid[] ids = [.. transfer.Lines.Select(l => l.VariantId)];
        await Stock.LockAsync(db, ids, ct);
        return ids;
    }

    private static void Move(AppDb db, StockTransfer transfer, Guid variantId, Guid locationId, int delta, int incoming, StockReason reason, Guid? userId, DateTimeOffset now)
    {
        var movement = Stock.Movement(transfer.StoreId, variantId, delta, reason, null, now).At(locationId);
        (movement.Incoming, movement.TransferId, movement.UserId) = (incoming, transfer.Id, userId);
        db.StockMovements.Add(movement);
    }

    private static async Task SellAsync(AppDb db, StockTransfer transfer, IReadOnlyList<(Guid VariantId, Guid LocationId, int Pieces)> moved, CancellationToken ct)
    {
        var selling = await Stock.SellingAsync(db, [.. moved.Select(m => m.LocationId).Distinct()], ct);
        var pieces = moved.Where(m => selling.Contains(m.LocationId)).ToDictionary(m => m.VariantId, m => m.Pieces);
        Guid[] ids = [.. pieces.Keys];
        var variants = ids.Length == 0 ? new Dictionary<Guid, Variant>() : await db.Variants.AsNoTracking().Where(v => ids.Contains(v.Id)).ToDictionaryAsync(v => v.Id, ct);
        await AdjustStock.AddAsync(db, transfer.StoreId, variants, pieces, ct);
    }

    private static RefusedException Not(StockTransfer transfer, string what) => new(new Refusal("INVALID_TRANSITION", transfer.Status switch
    {
        TransferStatus.Draft => $"This transfer is still a draft, so it cannot be {what}. Send it first.",
        TransferStatus.InTransit => $"This transfer is on its way, so it cannot be {what}. Receive it, or call it off.",
        TransferStatus.Received => $"This transfer has arrived, so it cannot be {what}.",
        _ => $"This transfer was called off, so it cannot be {what}. Make a new one.",
    }));
}
