using Microsoft.AspNetCore.Components;
using Rendrix.Refusals;
using Rendrix.Web.Dashboard;
using Rendrix.Web.Identity;

namespace Rendrix.Web.Operator;

/// <summary>
/// A page of the platform's area. It has no tenant; what it does across tenants it does as a <see cref="PlatformPerson"/>, asked for anew with each load and each act,
/// since the page may have been open for hours.
/// </summary>
public abstract class PlatformPage : LoadedPage
{
    /// <summary>Asks whether the person may.</summary>
    [Inject] protected CurrentAdmin Admin { get; set; } = default!;

    /// <summary>Whether the last act waits for the person to prove who they are; pages show the way there.</summary>
    protected bool NeedsProof => ReferenceEquals(Refused, FreshProof.Needed);

    /// <summary>Where the person proves it, and back.</summary>
    protected string ProofHref => FreshProof.Page + "?returnUrl=" + Uri.EscapeDataString("/" + Navigation.ToBaseRelativePath(Navigation.Uri));

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task LoadAsync(PlatformPerson by, CancellationToken ct);

    /// <inheritdoc/>
    protected sealed override async Task LoadAsync(CancellationToken ct) => await LoadAsync(await Admin.DemandAsync(await PersonAsync(), ct), ct);

    /// <summary>Does something; true when it was done. Refusals and failures are kept in <see cref="LoadedPage.Refused"/>.</summary>
    /// <param name="act">What, as whom.</param>
    /// <param name="hurts">Whether the person must have proved within ten minutes who they are.</param>
    protected Task<bool> ActAsync(Func<PlatformPerson, CancellationToken, Task> act, bool hurts = false) => TryAsync(async ct =>
    {
        var person = await PersonAsync();
        await act(hurts ? await Admin.DemandFreshAsync(person, ct) : await Admin.DemandAsync(person, ct), ct);
    });

    /// <summary>Who is signed in.</summary>
    protected async Task<System.Security.Claims.ClaimsPrincipal> PersonAsync() => Authentication is null ? new System.Security.Claims.ClaimsPrincipal() : (await Authentication).User;

    /// <summary>To who may not, the whole area is something that does not exist.</summary>
    protected override bool IsMissing(Refusal refusal) => true;

    /// <inheritdoc/>
    protected override string Broken(string reference) => $"This was not done because something went wrong on our side. Nothing was changed. Try again, or look for Ref {reference} in the log.";
}
