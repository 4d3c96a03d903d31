using Rendrix.Identity;
using Rendrix.Refusals;

namespace Rendrix.Web.Tenancy;

/// <summary>Who acts in this scope, once a door has found out, and what they may do here. In a circuit it follows what changes while a page is open.</summary>
public sealed class CurrentMember
{
    private Func<CancellationToken, Task>? _reread;
    private Guid? _store;
    private bool _left;

    /// <summary>The person; known also after they left, so that nothing takes their place for nobody's.</summary>
    public Guid UserId { get; private set; }
    /// <summary>What they may do in the organization.</summary>
    public MemberRights Rights { get; private set; } = new(Role.Custom);
    /// <summary>Their role here.</summary>
    public Role Role => Rights.Role;
    /// <summary>Whether a door has set it.</summary>
    public bool IsSet => UserId != Guid.Empty && !_left;

    /// <summary>Raised in a circuit when the person's rights became others while it was open; on any thread.</summary>
    public event Action? Changed;

    /// <summary>Whether the person holds a right here.</summary>
    public bool May(Permission permission) => IsSet && Rights.May(permission, _store);

    /// <summary>Throws the refusal FORBIDDEN with what is missing and who can give it.</summary>
    public void Demand(Permission permission)
    {
        if (May(permission)) return;
        throw new RefusedException(IsSet && Rights.WhyNot(permission, _store) is { } why ? why : new Refusal("FORBIDDEN", "You do not belong here any more. Load the page again.", 403));
    }

    /// <summary>Asks the database again what the person may do; before an act in a page that has been open for a while.</summary>
    public Task RefreshAsync(CancellationToken ct) => _reread?.Invoke(ct) ?? Task.CompletedTask;

    /// <summary>Asks the database again and throws the refusal FORBIDDEN when the right is missing: what an act in an open page begins with.</summary>
    public async Task DemandNowAsync(Permission permission, CancellationToken ct)
    {
        await RefreshAsync(ct);
        Demand(permission);
    }

    /// <summary>The person no longer acts here: every later question for a right is answered no.</summary>
    public void Leave()
    {
        _left = true;
        Changed?.Invoke();
    }

    /// <summary>Set by the door.</summary>
    /// <param name="user">The person.</param>
    /// <param name="rights">What they may do in the organization.</param>
    /// <param name="store">The store this scope is about, if one.</param>
    public void Enter(Guid user, MemberRights rights, Guid? store)
    {
        var before = IsSet ? Rights.In(_store).ToList() : null;
        (UserId, Rights, _store, _left) = (user, rights, store, false);
        if (before?.SequenceEqual(rights.In(store)) == false) Changed?.Invoke();
    }

    /// <summary>How a circuit's door finds out again.</summary>
    internal void RereadBy(Func<CancellationToken, Task> reread) => _reread = reread;
}
