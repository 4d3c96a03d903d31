namespace Rendrix.Web.Organizations;

/// <summary>Registers the room: organizations, the people in them and what those may do.</summary>
public static class OrganizationsRoom
{
    /// <summary>Verbs of the room.</summary>
    public static IServiceCollection AddOrganizations(this IServiceCollection services) => services
        .AddScoped<CreateOrganization>().AddScoped<ChangeOrganization>().AddScoped<TransferOwnership>().AddScoped<CloseOrganization>().AddScoped<AllowSupport>().AddScoped<DemandSecondFactor>().AddScoped<SwitchOrganization>()
        .AddScoped<ChangeMember>().AddScoped<InviteMember>().AddScoped<AcceptInvitation>().AddScoped<SaveRole>();
}
