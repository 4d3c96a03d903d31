using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Rendrix.Plans;
using Rendrix.Refusals;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Platform.Outbox;

namespace Rendrix.Web.Plans;

/// <summary>
/// Makes or changes a plan. For people of the platform: the caller has checked that the person may. Limits and features are in force for everybody on the plan with
/// the commit; prices are for those who come later, since a subscription keeps the price it began with.
/// </summary>
public sealed partial class SavePlan(TenantTransactions transactions, PlanCache cache, TimeProvider clock, ILogger<SavePlan> log)
{
    /// <summary>Makes a plan (no code) or changes the plan of that code.</summary>
    /// <param name="code">The plan to change; null for a new one.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="expectedVersion">The version that was read; null to change whatever is there.</param>
    /// <param name="ct">Cancellation.</param>
    public async Task<Plan> RunAsync(string? code, PlanDraft draft, int? expectedVersion, CancellationToken ct)
    {
        await using var db = await transactions.BeginGlobalAsync(ct);
        return await SaveAsync(db, code, draft, expectedVersion, null, ct);
    }

    /// <summary>The same in the caller's unit of work, which is committed.</summary>
    internal async Task<Plan> SaveAsync(AppDb db, string? code, PlanDraft draft, int? expectedVersion, Action<Plan?, Plan>? record, CancellationToken ct)
    {
        var before = code is null ? null : await db.Plans.AsNoTracking().FirstOrDefaultAsync(p => p.Code == code, ct);
        var plan = code is null ? New(db, draft) : await db.Plans.FirstOrDefaultAsync(p => p.Code == code, ct) ?? throw new RefusedException(Refusal.NotFound("plan"));
        if (code is not null && expectedVersion is { } version && plan.Version != version) throw new RefusedException(Refusal.Stale());
        draft.ApplyTo(plan);
        plan.UpdatedAt = clock.GetUtcNow();
        record?.Invoke(before, plan);
        try
        {
            // Empty for "anybody's may have changed", which is true here.
            await db.Database.ExecuteSqlAsync($"select pg_notify({Notifications.AccessChannel}, '')", ct);
            await db.CommitAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            throw new RefusedException(new Refusal("ALREADY_EXISTS", "There is a plan of this code. Choose another code.") { Errors = new Dictionary<string, string[]> { ["code"] = ["There is a plan of this code"] } });
        }
        cache.Forget(null);
        Saved(log, plan.Code);
        return plan;
    }

    private static Plan New(AppDb db, PlanDraft draft)
    {
        if (!Code().IsMatch(draft.Code)) throw new RefusedException(Refusal.Invalid("code", "Use 2 to 40 lower-case letters, digits and underscores, beginning with a letter"));
        var plan = new Plan { Code = draft.Code };
        db.Plans.Add(plan);
        return plan;
    }

    [GeneratedRegex("^[a-z][a-z0-9_]{1,39}$")]
    private static partial Regex Code();

    [LoggerMessage(Level = LogLevel.Information, Message = "The plan {Plan} was changed")]
    private static partial void Saved(ILogger logger, string plan);
}
