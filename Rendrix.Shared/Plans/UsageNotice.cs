using Rendrix.Tenancy;

namespace Rendrix.Plans;

/// <summary>That an organization was told how much of a limit it uses: its unique key is why it is told once in a month and no more.</summary>
public sealed class UsageNotice : ITenantOwned
{
    /// <summary>At how many percent somebody is told: before it bites, and when it does.</summary>
    public static IReadOnlyList<int> Steps { get; } = [80, 100];

    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <summary>First day of the month (UTC).</summary>
    public DateOnly Month { get; set; }
    /// <summary>Which limit.</summary>
    public PlanLimit Resource { get; set; }
    /// <summary>80 or 100.</summary>
    public int Percent { get; set; }
    /// <summary>When it was noticed.</summary>
    public DateTimeOffset At { get; set; }
}
