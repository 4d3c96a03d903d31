using Microsoft.EntityFrameworkCore;
using Rendrix.Plans;
using Rendrix.Web.Platform;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Plans;

/// <summary>What an installation decides about plans: <c>Rendrix:Plans:…</c> (docs/plans.md).</summary>
public sealed class PlanSettings
{
    /// <summary>Reads the configuration; what cannot be stops the start.</summary>
    public PlanSettings(IConfiguration configuration, IHostEnvironment environment)
    {
        var plans = configuration.GetSection("Rendrix:Plans");
        Default = plans["Default"] is { Length: > 0 } code ? code : "free";
        Trial = plans["Trial"] is { } trial ? trial.Length > 0 ? trial : null : "premium";
        TrialDays = Days("TrialDays", 14, 0, 365);
        DueDays = Days("DueDays", 14, 0, 120);
        GatesApi = (plans["ApiAccess"] ?? "keys") switch
        {
            "keys" => false,
            "all" => true,
            var other => throw new StartupProblem($"Rendrix__Plans__ApiAccess is {other}. Use keys (the plan decides about API keys) or all (about every call with a token)."),
        };
        LimitsCallsByPlan = configuration.GetValue("Rendrix:RateLimits:ByPlan", !environment.IsDevelopment());
        AnonymousCalls = configuration.GetValue("Rendrix:RateLimits:Anonymous", 100);
        Seller = plans["Seller"] ?? "";
        PayTo = plans["PayTo"] ?? "";
        if (PlanTaxRules.Read((plans["TaxCountry"] ?? "").ToUpperInvariant(), plans["TaxRates"] ?? "", out var tax) is { } wrong) throw new StartupProblem($"Rendrix__Plans__TaxRates cannot be: {wrong}. Write DE=19 AT=20, and the country you sell from as Rendrix__Plans__TaxCountry.");
        Tax = tax;
        CreditsUnused = (plans["CancelNow"] ?? "credit") switch
        {
            "credit" => true,
            "keep" => false,
            var other => throw new StartupProblem($"Rendrix__Plans__CancelNow is {other}. Use credit (unused time is credited) or keep (it is not)."),
        };

        int Days(string name, int usual, int least, int most)
        {
            var days = plans.GetValue(name, usual);
            return days >= least && days <= most ? days : throw new StartupProblem($"Rendrix__Plans__{name} is {days}. Use {least} to {most} days.");
        }
    }

    /// <summary>The plan of an organization without a subscription. A merchant's own server says enterprise.</summary>
    public string Default { get; }
    /// <summary>The plan that a new organization may try in its first days; null for none.</summary>
    public string? Trial { get; }
    /// <summary>How many days those are, and how long the trial of a first subscription is where there are none.</summary>
    public int TrialDays { get; }
    /// <summary>Days until an invoice of ours is to be paid.</summary>
    public int DueDays { get; }
    /// <summary>Whether every call with a token asks for the feature API access, and not only keys.</summary>
    public bool GatesApi { get; }
    /// <summary>Whether plans limit how often the API may be called.</summary>
    public bool LimitsCallsByPlan { get; }
    /// <summary>Calls of the merchants' API in fifteen minutes from one address without a sign-in, where plans limit calls.</summary>
    public int AnonymousCalls { get; }
    /// <summary>Who sends invoices: name and address in several lines.</summary>
    public string Seller { get; }
    /// <summary>The tax of our own invoices.</summary>
    public PlanTaxRules Tax { get; }
    /// <summary>Whether who ends a subscription at once gets the unused time as credit.</summary>
    public bool CreditsUnused { get; }
    /// <summary>How to pay one: bank and account in several lines.</summary>
    public string PayTo { get; }
}

/// <summary>A plan that the configuration names and nobody has stops the start, and not every merchant who saves a product.</summary>
public sealed class CheckPlanSettings(PlanSettings settings, IServiceScopeFactory scopes) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var db = await scope.ServiceProvider.GetRequiredService<TenantTransactions>().BeginGlobalAsync(cancellationToken);
        var codes = await db.Plans.OrderBy(plan => plan.Sort).Select(plan => plan.Code).ToListAsync(cancellationToken);
        foreach (var (name, code) in new[] { ("Default", settings.Default), ("Trial", settings.Trial) })
            if (code is not null && !codes.Contains(code)) throw new StartupProblem($"Rendrix__Plans__{name} is {code}, and there is no such plan. There are {string.Join(", ", codes)}.");
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
