using System.Text.Json;
using Rendrix.Web.Tests.Api;

namespace Rendrix.Web.Tests.Organizations;

/// <summary>People and organizations over HTTP, each with addresses of their own.</summary>
internal sealed class OrganizationWorld(RunningApp app)
{
    private readonly string _run = Guid.NewGuid().ToString("N")[..8];

    /// <summary>An address nobody else in the tests has.</summary>
    public string Address(string name) => $"{name}-{_run}@people.example";

    /// <summary>Somebody with an organization of their own.</summary>
    public async Task<Somebody> FounderAsync(string name)
    {
        var (caller, body) = await ApiCaller.RegisterAsync(app, Address(name), $"{name} {_run}");
        await ConfirmAsync(Address(name));
        return new Somebody(caller, Address(name), body.GetProperty("user").GetProperty("id").GetGuid(), body.GetProperty("organization").GetProperty("id").GetGuid());
    }

    /// <summary>Invites somebody who has an account and lets them accept.</summary>
    public async Task JoinAsync(Somebody owner, Somebody person, object role)
    {
        Assert.Equal(201, (await owner.Caller.SendAsync("POST", $"/api/v1/organizations/{owner.Organization}/members/invite", With(role, person.Email))).Status);
        Assert.Equal(200, (await person.Caller.SendAsync("POST", "/api/v1/invitations/accept", new { token = await TokenAsync(person.Email) })).Status);
    }

    /// <summary>A store of somebody's organization.</summary>
    public static async Task<Guid> StoreAsync(Somebody owner, string name)
    {
        var (status, body) = await owner.Caller.SendAsync("POST", "/api/v1/stores", new { name });
        Assert.Equal(201, status);
        return body.GetProperty("id").GetGuid();
    }

    /// <summary>The token of the newest invitation to an address, once as many were sent.</summary>
    public async Task<string> TokenAsync(string email, int sent = 1)
    {
        for (var i = 0; ; i++)
        {
            var mails = (await ApiCaller.MailsAsync(app, email, sent)).Where(m => m.GetProperty("subject").GetString()!.StartsWith("Join ", StringComparison.Ordinal)).ToList();
            if (mails.Count >= sent) return ApiCaller.TokenOf(mails[^1]);
            Assert.True(i < 100, $"No invitation reached {email}");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private async Task ConfirmAsync(string email)
    {
        var mail = (await ApiCaller.MailsAsync(app, email, 1)).First(m => m.GetProperty("subject").GetString() == "Confirm your address");
        Assert.Equal(204, (await new ApiCaller(app.Dashboard()).SendAsync("POST", "/api/v1/auth/verify-email", new { token = ApiCaller.TokenOf(mail) })).Status);
    }

    private static Dictionary<string, object?> With(object role, string email) =>
        new(JsonSerializer.Deserialize<Dictionary<string, object?>>(JsonSerializer.Serialize(role))!) { ["email"] = email };
}

/// <summary>A person who calls the API.</summary>
internal sealed record Somebody(ApiCaller Caller, string Email, Guid Id, Guid Organization)
{
    /// <summary>A call, answered by its status and the code of its problem.</summary>
    public async Task<(int Status, string? Code)> TryAsync(string method, string path, object? body = null)
    {
        var (status, answer) = await Caller.SendAsync(method, path, body);
        return (status, answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty("code", out var code) ? code.GetString() : null);
    }
}
