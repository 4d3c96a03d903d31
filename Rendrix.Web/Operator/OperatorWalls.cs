using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Operator;

/// <summary>
/// What the database itself allows with the platform's own tables. The role of every request reads switches, offers and announcements, because pages show
/// them, and may put an announcement away for a person; it cannot see who runs the installation or what they did, and can write neither. So a
/// statement smuggled into a merchant's request makes nobody an admin and reads nothing across tenants. The log is added to and never changed, by anybody.
/// </summary>
internal static class OperatorWalls
{
    /// <summary>Run after the general grants, at each start.</summary>
    public const string Grants = $"""
        revoke all on platform_admins, platform_log, support_sessions, flag_settings, announcements, announcement_dismissals, template_offers from {DatabaseConnections.AppRole};
        grant select on support_sessions, flag_settings, announcements, template_offers to {DatabaseConnections.AppRole};
        grant select, insert on announcement_dismissals to {DatabaseConnections.AppRole};
        revoke update, delete on platform_log from {DatabaseConnections.PlatformRole};
        """;
}
