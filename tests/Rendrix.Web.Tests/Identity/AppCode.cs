using System.Text.Json;
using Rendrix.Web.Identity.TwoFactor;
using Rendrix.Web.Tests.Api;

namespace Rendrix.Web.Tests.Identity;

/// <summary>An authenticator app of a test: shows codes of a secret. A code is spent once used, so the next one is of a later step; three fit around one moment.</summary>
internal sealed class AppCode(string secret)
{
    private readonly byte[] _secret = Decode(secret);

    /// <summary>The code of now, or of a step beside it.</summary>
    public string Show(int steps = 0) => Totp.CodeOf(_secret, Totp.StepOf(DateTimeOffset.UtcNow) + steps);

    /// <summary>Turns two-factor sign-in on for a caller with the code of the step before, once their address is confirmed; answers the app and the recovery codes.</summary>
    public static async Task<(AppCode App, List<string> Recovery)> TurnOnAsync(ApiCaller caller)
    {
        await ConfirmAsync(caller);
        var begun = (await caller.SendAsync("POST", "/api/v1/auth/2fa/enable")).Body;
        var app = new AppCode(begun.GetProperty("secret").GetString()!);
        var (status, body) = await caller.SendAsync("POST", "/api/v1/auth/2fa/verify", new { code = app.Show(-1) });
        Assert.Equal(200, status);
        return (app, [.. body.GetProperty("codes").EnumerateArray().Select(c => c.GetString()!)]);
    }

    /// <summary>Opens the link of the mail that asks whether the address is right; does nothing where it was opened before.</summary>
    public static async Task ConfirmAsync(ApiCaller caller)
    {
        var me = (await caller.SendAsync("GET", "/api/v1/auth/me")).Body;
        for (var i = 0; !me.GetProperty("emailVerified").GetBoolean(); i++)
        {
            var mails = (await caller.SendAsync("GET", "/dev/mail.json?to=" + Uri.EscapeDataString(me.GetProperty("email").GetString()!))).Body.EnumerateArray();
            if (mails.FirstOrDefault(m => m.GetProperty("subject").GetString() == "Confirm your address") is not { ValueKind: JsonValueKind.Object } mail)
            {
                Assert.True(i < 100, "No mail to confirm the address came.");
                await Task.Delay(100, TestContext.Current.CancellationToken);
                continue;
            }
            Assert.Equal(204, (await caller.SendAsync("POST", "/api/v1/auth/verify-email", new { token = ApiCaller.TokenOf(mail) })).Status);
            return;
        }
    }

    public static string Code(JsonElement problem) => problem.GetProperty("code").GetString()!;

    private static byte[] Decode(string text)
    {
        var (bytes, buffer, bits) = (new List<byte>(), 0, 0);
        foreach (var c in text.Replace(" ", "", StringComparison.Ordinal))
        {
            (buffer, bits) = ((buffer << 5 | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(c, StringComparison.Ordinal)) & 0xFFF, bits + 5);
            if (bits >= 8) { bits -= 8; bytes.Add((byte)(buffer >> bits)); }
        }
        return [.. bytes];
    }
}
