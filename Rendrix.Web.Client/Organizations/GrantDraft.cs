using Rendrix.Identity;

namespace Rendrix.Web.Client.Organizations;

/// <summary>A role that can be chosen: one that every organization has, or one that this one made.</summary>
/// <param name="Key">"manager", or the id of an own role.</param>
/// <param name="Name">What people read.</param>
/// <param name="About">What it is for.</param>
/// <param name="Rights">What it gives.</param>
public sealed record RoleChoice(string Key, string Name, string About, MemberRights Rights);

/// <summary>A store that can be opened to somebody.</summary>
public sealed record StoreChoice(Guid Id, string Name);

/// <summary>What somebody is to be given, while a person chooses it.</summary>
public sealed class GrantDraft
{
    /// <summary>Key of the role.</summary>
    public string Role { get; set; } = "staff";
    /// <summary>Rights beside the role's, in all their stores and in the organization.</summary>
    public HashSet<string> Permissions { get; init; } = [];
    /// <summary>Every store, also those still to come.</summary>
    public bool AllStores { get; set; } = true;
    /// <summary>The stores otherwise.</summary>
    public HashSet<Guid> Open { get; init; } = [];
    /// <summary>Rights in single stores.</summary>
    public Dictionary<Guid, HashSet<string>> InStores { get; init; } = [];

    /// <summary>The chosen stores with their rights, as they are kept.</summary>
    public List<StoreRights> Stores() =>
        [.. Open.Where(_ => !AllStores).Concat(InStores.Where(store => store.Value.Count > 0 && (AllStores || Open.Contains(store.Key))).Select(store => store.Key)).Distinct().Order()
            .Select(id => new StoreRights(id, [.. InStores.GetValueOrDefault(id, []).Order(StringComparer.Ordinal)]))];

    /// <summary>What is held now, to be changed.</summary>
    public static GrantDraft Of(string role, IEnumerable<string> permissions, bool allStores, IReadOnlyList<StoreRights> stores) => new()
    {
        Role = role, AllStores = allStores, Permissions = [.. permissions],
        Open = allStores ? [] : [.. stores.Select(store => store.StoreId)],
        InStores = stores.Where(store => store.Permissions.Count > 0).ToDictionary(store => store.StoreId, store => store.Permissions.ToHashSet()),
    };
}
