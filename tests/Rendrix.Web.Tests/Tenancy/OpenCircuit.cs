using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Rendrix.Identity;
using Rendrix.Web.Identity;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Tests.Tenancy;

/// <summary>The door of a circuit as the framework opens it, without a browser: its scope, who is signed in, and where it was sent.</summary>
internal sealed record OpenCircuit(CurrentTenant Tenant, CurrentMember Member, OpenCircuit.Bar Navigation)
{
    /// <summary>Opens one in a scope of its own at an address; ends with the scope.</summary>
    public static Task<OpenCircuit> AsAsync(AsyncServiceScope scope, string path, Guid user, Guid organization) =>
        AsAsync(scope, path, new SignedIn(new SessionState(Guid.CreateVersion7(), user, "Ada", "ada@example.com", true, organization, Role.Admin, null, null)));

    /// <summary>The same for whoever the provider says is signed in.</summary>
    public static async Task<OpenCircuit> AsAsync(AsyncServiceScope scope, string path, AuthenticationStateProvider person)
    {
        var (services, bar) = (scope.ServiceProvider, new Bar(path));
        var door = ActivatorUtilities.CreateInstance<TenantCircuit>(services, bar, person);
        await door.OnCircuitOpenedAsync(null!, CancellationToken.None);
        return new OpenCircuit(services.GetRequiredService<CurrentTenant>(), services.GetRequiredService<CurrentMember>(), bar);
    }

    private sealed class SignedIn(SessionState session) : AuthenticationStateProvider
    {
        public override Task<AuthenticationState> GetAuthenticationStateAsync() => Task.FromResult(new AuthenticationState(session.Person("test")));
    }

    /// <summary>The browser's address bar.</summary>
    internal sealed class Bar : NavigationManager
    {
        public Bar(string path) => Initialize("http://localhost/", "http://localhost" + path);

        /// <summary>Where the page was sent last.</summary>
        public string? Left { get; private set; }

        protected override void NavigateToCore(string uri, NavigationOptions options) => Left = uri;

        protected override void SetNavigationLockState(bool value) { }
    }
}
