using Rendrix.Refusals;
using Rendrix.Stores;

namespace Rendrix.Identity;

/// <summary>A store a member works in, and the codes of rights they hold there beside those of their role.</summary>
public sealed record StoreRights(Guid StoreId, IReadOnlyList<string> Permissions);

/// <summary>
/// Everything a member may do, as it is now: what the role gives, rights beside it, and the stores they are limited to. The API, the menu and the
/// buttons all ask this; it also compares two members, because nobody may give more than they hold.
/// </summary>
public sealed class MemberRights
{
    private readonly HashSet<string> _everywhere;
    private readonly Dictionary<Guid, HashSet<string>> _stores;

    private MemberRights(MemberRights from)
    {
        (Role, CustomRoleId, RoleName, AllStores) = (from.Role, from.CustomRoleId, from.RoleName, from.AllStores);
        (_everywhere, _stores) = (from._everywhere, from._stores);
        (OrganizationEndsAt, OrganizationSuspended, Pause, IsSupport, NeedsSecondFactor) = (from.OrganizationEndsAt, from.OrganizationSuspended, from.Pause, from.IsSupport, from.NeedsSecondFactor);
    }

    /// <summary>Adds up what a member holds.</summary>
    /// <param name="role">The role.</param>
    /// <param name="customRole">The role the organization made, when <paramref name="role"/> says so; gone means no rights.</param>
    /// <param name="permissions">Codes of rights beside the role's.</param>
    /// <param name="allStores">Whether every store is open to them.</param>
    /// <param name="stores">Otherwise those that are; and rights in single stores.</param>
    public MemberRights(Role role, CustomRole? customRole = null, IEnumerable<string>? permissions = null, bool allStores = true, IEnumerable<StoreRights>? stores = null)
    {
        (Role, CustomRoleId, AllStores) = (role, customRole?.Id, allStores || role == Role.Owner);
        RoleName = role == Role.Custom ? customRole?.Name ?? "No role" : role.ToString();
        var given = role == Role.Custom ? customRole?.Permissions ?? [] : role.Rights().Select(permission => permission.Code);
        _everywhere = [.. given.Concat(permissions ?? []).Where(Known)];
        _stores = (stores ?? []).GroupBy(store => store.StoreId).ToDictionary(group => group.Key, group => group.SelectMany(store => store.Permissions).Where(Known).ToHashSet());
    }

    /// <summary>The role.</summary>
    public Role Role { get; }
    /// <summary>Which one, for a role that the organization made.</summary>
    public Guid? CustomRoleId { get; }
    /// <summary>The role as people read it.</summary>
    public string RoleName { get; }
    /// <summary>Whether every store is open to them.</summary>
    public bool AllStores { get; }
    /// <summary>Since the organization is to be deleted, it can be looked at and nothing else; null when it is not.</summary>
    public DateTimeOffset? OrganizationEndsAt { get; init; }

    /// <summary>Why the operator of the installation suspended the organization; null when it is not. Meanwhile everybody, its owners too, can look and change nothing.</summary>
    public string? OrganizationSuspended { get; init; }

    /// <summary>Whether the organization demands a second factor and this person has none yet: until it is set up they may nothing here, not even look.</summary>
    public bool NeedsSecondFactor { get; init; }

    /// <summary>What they are told.</summary>
    public static Refusal SecondFactorFirst { get; } = new("FORBIDDEN", "This organization demands two-factor sign-in of its people. Set it up under Account, Security, or with POST /api/v1/auth/2fa/enable; then go on here.", 403)
    { Extra = new Dictionary<string, object?> { ["setUp"] = "/api/v1/auth/2fa/enable" } };

    /// <summary>Whether somebody of the platform acts in the member's place: they look and change nothing, whatever the member may.</summary>
    public bool IsSupport { get; private init; }

    /// <summary>The same rights as support holds them.</summary>
    public MemberRights ForSupport() => new(this) { IsSupport = true, NeedsSecondFactor = false };

    /// <summary>The same rights in an organization that ends then, or does not.</summary>
    public MemberRights With(DateTimeOffset? organizationEndsAt) => new(this) { OrganizationEndsAt = organizationEndsAt };

    /// <summary>The store that these rights are asked for can only be looked at; null when it can be used.</summary>
    public StorePause? Pause { get; init; }

    /// <summary>The same rights where a store can only be looked at, or can be used.</summary>
    public MemberRights With(StorePause? pause) => pause == Pause ? this : new(this) { Pause = pause };

    /// <summary>What is left of these rights for a program that carries only some of them, in one store if it is named.</summary>
    public MemberRights LimitedTo(IReadOnlyCollection<string> codes, Guid? store)
    {
        static CustomRole Named(IEnumerable<string> rights) => new() { Name = "API key", Permissions = [.. rights] };
        if (store is not { } only) return new(Role.Custom, Named(_everywhere.Intersect(codes)), null, AllStores, _stores.Select(s => new StoreRights(s.Key, [.. s.Value.Intersect(codes)]))) { OrganizationEndsAt = OrganizationEndsAt, OrganizationSuspended = OrganizationSuspended, Pause = Pause, IsSupport = IsSupport, NeedsSecondFactor = NeedsSecondFactor };
        var held = CanOpen(only) ? _everywhere.Concat(_stores.GetValueOrDefault(only) ?? []).Intersect(codes).ToList() : null;
        return new(Role.Custom, Named([]), allStores: false, stores: held is null ? [] : [new StoreRights(only, held)]) { OrganizationEndsAt = OrganizationEndsAt, OrganizationSuspended = OrganizationSuspended, Pause = Pause, IsSupport = IsSupport, NeedsSecondFactor = NeedsSecondFactor };
    }

    /// <summary>The stores they are limited to; null when all are open to them.</summary>
    public IReadOnlyCollection<Guid>? OnlyStores => AllStores ? null : _stores.Keys;

    /// <summary>Whether a store is open to them at all. One that is not looks to them like one that never was.</summary>
    public bool CanOpen(Guid store) => AllStores || _stores.ContainsKey(store);

    /// <summary>Whether they hold a right: in a store, or over the organization when none is named.</summary>
    public bool May(Permission permission, Guid? store = null) => !NeedsSecondFactor && Holds(permission, store) && !IsPaused(permission) && !IsPaused(permission, store);

    /// <summary>The rights they hold there.</summary>
    public IEnumerable<Permission> In(Guid? store) => Permission.All.Where(permission => May(permission, store));

    /// <summary>Null when they hold the right there; else what is missing and who can give it.</summary>
    public Refusal? WhyNot(Permission permission, Guid? store = null)
    {
        if (May(permission, store)) return null;
        if (NeedsSecondFactor) return SecondFactorFirst;
        if (IsSupport && Holds(permission, store)) return SupportOnlyLooks;
        if (Holds(permission, store) && OrganizationSuspended is { } why) return new Refusal("TENANT_SUSPENDED", $"This organization is suspended, so nothing in it can be changed. The reason given: {why}", 403);
        if (Holds(permission, store) && !IsPaused(permission)) return new Refusal("FORBIDDEN", Pause!.Why, 403);
        if (Holds(permission, store)) return new Refusal("FORBIDDEN", $"This organization is being deleted, so nothing in it can be changed. An owner can bring it back until {OrganizationEndsAt:d MMMM yyyy}.", 403);
        var where = permission.OfOrganization && !AllStores && _everywhere.Contains(permission.Code) ? " Your membership is limited to some stores, and this is about the whole organization." : "";
        return new Refusal("FORBIDDEN", $"You need the right “{permission.Title}” for this; your role here is {RoleName}.{where} {permission.WhoGives()}", 403)
        { Extra = new Dictionary<string, object?> { ["missingPermission"] = permission.Code } };
    }

    /// <summary>
    /// The rights that somebody else holds, or is to be given, and this member does not; empty when this member may give them or take them away.
    /// </summary>
    public IReadOnlyList<Permission> LackingFor(MemberRights other)
    {
        IEnumerable<string> lacking = other._everywhere.Where(code => !AllStores || !_everywhere.Contains(code));
        foreach (var (store, codes) in other._stores) lacking = lacking.Concat(codes.Where(code => !CanOpen(store) || !_everywhere.Contains(code) && _stores.GetValueOrDefault(store)?.Contains(code) != true));
        return [.. lacking.Distinct().Select(code => Permission.Find(code)!)];
    }

    /// <summary>What support is told that wants to change something.</summary>
    public static Refusal SupportOnlyLooks { get; } = new("FORBIDDEN", "Support looks and changes nothing. Tell the owner what to do, or do it together.", 403);

    private bool Holds(Permission permission, Guid? store) =>
        permission.OfOrganization ? AllStores && _everywhere.Contains(permission.Code)
        : store is { } id ? CanOpen(id) && (_everywhere.Contains(permission.Code) || _stores.GetValueOrDefault(id)?.Contains(permission.Code) == true)
        : AllStores && _everywhere.Contains(permission.Code);

    // An owner may bring back what an owner gave up, and not what the operator of the installation suspended.
    private bool IsPaused(Permission permission) => !permission.Reads && (IsSupport || OrganizationSuspended is not null || OrganizationEndsAt is not null && permission != Permission.OwnOrganization);

    private bool IsPaused(Permission permission, Guid? store) => Pause is { } pause && pause.StoreId == store && !permission.Reads && !permission.OfOrganization && !permission.InClosedStores;

    private static bool Known(string code) => Permission.Find(code) is not null;
}
