using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Rendrix.Identity;
using Rendrix.Web.Client.Kit;
using Rendrix.Web.Client.Organizations;
using Rendrix.Web.Dashboard;

namespace Rendrix.Web.Organizations.Pages;

/// <summary>Who belongs to the organization, who is asked to, and what each role may do.</summary>
public sealed partial class PeoplePage
{
    private enum Dialog { None, Invite, Change, Role }

    private Dialog _dialog;
    private List<MemberRow> _members = [];
    private List<Invitation> _invitations = [];
    private Dictionary<Guid, CustomRole> _own = [];
    private List<StoreChoice> _stores = [];
    private GrantDraft _draft = new();
    private MemberRow? _changed;
    private CustomRole? _role;
    private string _email = "", _roleName = "";
    private HashSet<string> _roleRights = [];

    [Inject] private InviteMember Inviting { get; set; } = default!;
    [Inject] private ChangeMember Changing { get; set; } = default!;
    [Inject] private SaveRole Saving { get; set; } = default!;

    private bool MayManage => May(Permission.ManageMembers);

    private IEnumerable<RoleChoice> AllRoles => RoleNames.BuiltIn.Select(role => new RoleChoice(KeyOf(role, null), role.ToString(), role.About(), new MemberRights(role)))
        .Concat(_own.Values.OrderBy(role => role.NameUpper, StringComparer.Ordinal).Select(role => new RoleChoice(KeyOf(Role.Custom, role.Id), role.Name, Role.Custom.About(), new MemberRights(Role.Custom, role))));

    // Nobody is offered what they would be refused.
    private List<RoleChoice> Givable => [.. AllRoles.Where(role => Member.Rights.LackingFor(role.Rights).Count == 0 && (role.Rights.Role != Role.Owner || Member.Role == Role.Owner))];

    /// <inheritdoc/>
    protected override async Task LoadAsync(CancellationToken ct)
    {
        if (!May(Permission.ReadMembers)) return;
        await using var db = await Transactions.BeginAsync(ct);
        var tenant = Tenant.TenantId;
        _own = await MemberRow.RolesAsync(db, ct);
        _members = await MemberRow.Of(db, tenant).OrderBy(r => r.Member.JoinedAt).ThenBy(r => r.Member.UserId).Take(500).ToListAsync(ct);
        _invitations = MayManage ? await db.Invitations.AsNoTracking().Where(i => i.AcceptedAt == null && i.RevokedAt == null).OrderByDescending(i => i.Id).Take(500).ToListAsync(ct) : [];
        _stores = await db.Stores.AsNoTracking().OrderBy(s => s.Name).ThenBy(s => s.Id).Select(s => new StoreChoice(s.Id, s.Name)).ToListAsync(ct);
    }

    private void Invite()
    {
        (_draft, _email, Refused, _dialog) = (new GrantDraft { Role = Givable.Exists(role => role.Key == "staff") ? "staff" : Givable.FirstOrDefault()?.Key ?? "" }, "", null, Dialog.Invite);
    }

    private void Change(MemberRow row)
    {
        var member = row.Member;
        (_changed, _draft, Refused, _dialog) = (row, GrantDraft.Of(KeyOf(member.Role, member.CustomRoleId), member.Permissions, member.AllStores, member.Stores), null, Dialog.Change);
    }

    private void NewRole() => (_role, _roleName, _roleRights, Refused, _dialog) = (null, "", [], null, Dialog.Role);

    private void EditRole(Guid id)
    {
        var role = _own[id];
        (_role, _roleName, _roleRights, Refused, _dialog) = (role, role.Name, [.. role.Permissions], null, Dialog.Role);
    }

    private void Close() => (_dialog, Refused) = (Dialog.None, null);

    private Task SaveAsync()
    {
        var (role, own) = ReadKey(_draft.Role);
        var owner = role == Role.Owner;
        var grant = new Grant(role, own, owner ? [] : [.. _draft.Permissions], owner || _draft.AllStores, owner ? [] : _draft.Stores());
        return _dialog == Dialog.Invite
            ? DoAsync(ct => Inviting.RunAsync(Tenant.TenantId, Member.UserId, _email, grant, ct), $"Invitation sent to {_email.Trim()}")
            : DoAsync(ct => Changing.RunAsync(Tenant.TenantId, Member.UserId, _changed!.Member.UserId, _ => grant, SameAs(_changed.Member.Version), ct), $"{_changed!.FullName} is changed");
    }

    private Task SaveRoleAsync() => _role is { } role
        ? DoAsync(ct => Saving.ChangeAsync(Tenant.TenantId, Member.UserId, role.Id, _roleName, [.. _roleRights], SameAs(role.Version), ct), $"{_roleName.Trim()} is changed")
        : DoAsync(ct => Saving.CreateAsync(Tenant.TenantId, Member.UserId, _roleName, [.. _roleRights], ct), $"{_roleName.Trim()} is made");

    private async Task RemoveAsync(MemberRow row)
    {
        var leaves = row.Member.UserId == Member.UserId;
        if (!await Confirms.AskAsync(leaves ? new Question("Leave the organization?", "You lose every store of it at once. Somebody there has to invite you again to come back.", "Leave")
            : new Question($"Remove {row.FullName}?", "They lose every store of the organization at once, and what they have open closes. What they made stays.", "Remove"))) return;
        await DoAsync(ct => Changing.RemoveAsync(Tenant.TenantId, Member.UserId, row.Member.UserId, null, ct), leaves ? "You left" : $"{row.FullName} is removed");
    }

    private Task ResendAsync(Invitation invitation) => DoAsync(ct => Inviting.ResendAsync(Tenant.TenantId, Member.UserId, invitation.Id, ct), $"Sent again to {invitation.Email}");

    private async Task RevokeAsync(Invitation invitation)
    {
        if (await Confirms.AskAsync(new Question($"Take back the invitation of {invitation.Email}?", "Its link stops working at once.", "Take back")))
            await DoAsync(ct => Inviting.RevokeAsync(Tenant.TenantId, Member.UserId, invitation.Id, ct), "Invitation taken back");
    }

    private async Task DeleteRoleAsync(Guid id)
    {
        if (await Confirms.AskAsync(new Question($"Delete {_own[id].Name}?", "Nobody can be given this role any more.", "Delete")))
            await DoAsync(ct => Saving.DeleteAsync(Tenant.TenantId, Member.UserId, id, null, ct), "Role deleted");
    }

    private async Task DoAsync(Func<CancellationToken, Task> act, string says)
    {
        if (!await ActAsync(act)) return;
        Close();
        Toasts.Say(says);
        // Who left, or took the right from themselves, has nothing more to load here.
        if (Member.IsSet) await ReloadAsync();
    }

    private bool MayTouch(MemberRow row) => Member.Rights.LackingFor(row.Rights(_own)).Count == 0;

    private string NameOf(Role role, Guid? own) => role == Role.Custom ? own is { } id && _own.TryGetValue(id, out var custom) ? custom.Name : "No role" : role.ToString();

    private string Where(bool all, IReadOnlyList<StoreRights> stores) => all ? "All stores" : string.Join(", ", stores.Select(store => _stores.Find(known => known.Id == store.StoreId)?.Name).OfType<string>()) is { Length: > 0 } names ? names : "No store";

    private static string KeyOf(Role role, Guid? own) => own?.ToString() ?? role.ToString().ToLowerInvariant();

    private static (Role Role, Guid? Own) ReadKey(string key) => Guid.TryParse(key, out var id) ? (Role.Custom, id) : (Enum.TryParse<Role>(key, true, out var role) ? role : Role.Viewer, null);

    private static Action<int> SameAs(int seen) => version => { if (version != seen) throw new Refusals.RefusedException(Refusals.Refusal.Stale()); };
}
