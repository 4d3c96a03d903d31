using Rendrix.Identity;

namespace Rendrix.Web.Content.Pages;

/// <summary>What a person may do can change while the editor is open: the session, the buttons and the theme follow at once.</summary>
public sealed partial class PageEditorPage
{
    private void FollowRights() => Member.Changed += OnRightsChanged;

    private void UnfollowRights() => Member.Changed -= OnRightsChanged;

    private void OnRightsChanged() => _ = InvokeAsync(() =>
    {
        if (_gone || _lease is not { } lease || _publishing is null) return;
        // Somebody who was removed holds none here any more.
        lease.Page.Session.Allow(Member.UserId, Rights);
        var may = Member.May(Permission.Publish);
        _publishing = _publishing with { Rights = Rights, MayPublish = may };
        _theme = _theme is null ? null : _theme with { CanEdit = Member.May(Permission.EditDesign), CanPublish = may };
        StateHasChanged();
    });

    // A circuit that was closed because its person was removed may draw once more before the browser leaves.
    private string? ShopName => Tenant.IsSet ? Tenant.Store?.Name : null;
}
