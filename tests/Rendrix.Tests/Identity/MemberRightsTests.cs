using Rendrix.Identity;

namespace Rendrix.Tests.Identity;

public sealed class MemberRightsTests
{
    private static readonly Guid Oslo = Guid.CreateVersion7(), Bergen = Guid.CreateVersion7();

    [Fact]
    public void Who_lacks_the_second_factor_that_is_demanded_may_nothing_whichever_way_the_rights_are_cut()
    {
        var store = Guid.NewGuid();
        var owner = new MemberRights(Role.Owner) { NeedsSecondFactor = true };
        foreach (var rights in new[] { owner, owner.With((DateTimeOffset?)null), owner.LimitedTo([Permission.ReadProducts.Code], null), owner.LimitedTo([Permission.ReadProducts.Code], store) })
        {
            Assert.Empty(rights.In(store));
            Assert.Empty(rights.In(null));
            Assert.Same(MemberRights.SecondFactorFirst, rights.WhyNot(Permission.ReadProducts, store));
        }
        // Support stands in for nobody's second factor.
        Assert.True(owner.ForSupport().May(Permission.ReadProducts, store));
        Assert.False(owner.ForSupport().May(Permission.WriteProducts, store));
    }

    [Fact]
    public void The_registry_holds_every_right_once_and_each_says_what_it_lets_people_do()
    {
        Assert.Contains(Permission.Publish, Permission.All);
        Assert.Equal(Permission.All.Count, Permission.All.Select(p => p.Code).Distinct().Count());
        Assert.All(Permission.All, p => Assert.True(p.Title.Length > 0 && p.About.Length > 0 && Permission.Find(p.Code) == p, p.Code));
    }

    [Fact]
    public void An_owner_holds_everything_and_an_admin_everything_but_the_organization_itself()
    {
        Assert.Equal(Permission.All, new MemberRights(Role.Owner).In(null));
        Assert.Equal([Permission.OwnOrganization], Permission.All.Except(new MemberRights(Role.Admin).In(null)));
    }

    [Fact]
    public void Who_is_limited_to_some_stores_holds_nothing_elsewhere_and_nothing_over_the_organization()
    {
        var admin = new MemberRights(Role.Admin, allStores: false, stores: [new StoreRights(Oslo, [])]);
        Assert.True(admin.May(Permission.ManageStore, Oslo));
        Assert.False(admin.CanOpen(Bergen));
        Assert.False(admin.May(Permission.ManageStore, Bergen));
        Assert.False(admin.May(Permission.ManageMembers));
        Assert.False(admin.May(Permission.ReadProducts));
        Assert.Contains("limited to some stores", admin.WhyNot(Permission.ManageMembers)!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_right_in_one_store_is_held_there_alone()
    {
        var writer = new MemberRights(Role.Writer, stores: [new StoreRights(Oslo, [Permission.Publish.Code, "no.such.right"])]);
        Assert.Equal((true, false, false), (writer.May(Permission.Publish, Oslo), writer.May(Permission.Publish, Bergen), writer.May(Permission.Publish)));
    }

    [Fact]
    public void A_role_of_the_organization_gives_what_its_list_says_and_nothing_once_it_is_gone()
    {
        var role = new CustomRole { Id = Guid.CreateVersion7(), Name = "Packer", Permissions = [Permission.ReadOrders.Code] };
        var packer = new MemberRights(Role.Custom, role);
        Assert.Equal(("Packer", true, false), (packer.RoleName, packer.May(Permission.ReadOrders), packer.May(Permission.WriteOrders)));
        Assert.Empty(new MemberRights(Role.Custom).In(null));
    }

    [Fact]
    public void A_refusal_names_the_missing_right_and_who_can_give_it()
    {
        var why = new MemberRights(Role.Designer).WhyNot(Permission.Publish)!;
        Assert.Equal(("FORBIDDEN", 403, "content.publish"), (why.Code, why.Status, why.Extra!["missingPermission"]));
        Assert.Equal("You need the right “Publish pages” for this; your role here is Designer. An owner or admin of your organization can give it to you.", why.Message);
        Assert.Contains("Only an owner", new MemberRights(Role.Admin).WhyNot(Permission.OwnOrganization)!.Message, StringComparison.Ordinal);
        Assert.Null(new MemberRights(Role.Manager).WhyNot(Permission.Publish));
    }

    [Fact]
    public void An_organization_that_ends_is_looked_at_and_brought_back_and_nothing_else()
    {
        var owner = new MemberRights(Role.Owner) { OrganizationEndsAt = DateTimeOffset.UnixEpoch };
        Assert.True(owner.May(Permission.ReadOrders, Oslo));
        Assert.True(owner.May(Permission.OwnOrganization));
        Assert.False(owner.May(Permission.WriteOrders, Oslo));
        Assert.Contains("being deleted", owner.WhyNot(Permission.WriteOrders, Oslo)!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Nobody_gives_more_than_they_hold()
    {
        var manager = new MemberRights(Role.Manager, permissions: [Permission.ManageMembers.Code, Permission.ReadMembers.Code]);
        Assert.Empty(manager.LackingFor(new MemberRights(Role.Staff)));
        Assert.Contains(Permission.CreateStores, manager.LackingFor(new MemberRights(Role.Admin)));
        Assert.Equal([Permission.CreateStores], manager.LackingFor(new MemberRights(Role.Viewer, permissions: [Permission.CreateStores.Code])));
        Assert.Empty(manager.LackingFor(new MemberRights(Role.Writer, stores: [new StoreRights(Oslo, [Permission.Publish.Code])])));
        var limited = new MemberRights(Role.Admin, allStores: false, stores: [new StoreRights(Oslo, [])]);
        Assert.NotEmpty(limited.LackingFor(new MemberRights(Role.Viewer)));
    }
}
