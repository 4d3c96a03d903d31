namespace Rendrix.Web.Platform.Http;

/// <summary>Rows that a call leaves behind before anybody is known: its idempotency key, its mail on the way.</summary>
public static class AnonymousCalls
{
    /// <summary>
    /// Stands where a tenant stands, belongs to no organization and never will. One value for known and unknown addresses alike
    /// lets "forgot password" do the same work for both.
    /// </summary>
    public static readonly Guid TenantId = new("00000000-0000-7000-8000-000000000001");
}
