using System.Buffers.Binary;
using Microsoft.AspNetCore.Cryptography.KeyDerivation;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Rendrix.Web.Identity;
using Rendrix.Web.Tests.Api;

namespace Rendrix.Web.Tests.Identity;

/// <summary>The other tests hash with few rounds; here it is the product's own settings.</summary>
public sealed class PasswordTests(AppFixture shared) : IClassFixture<AppFixture>
{
    [Fact]
    public async Task A_stored_hash_took_as_many_rounds_as_the_product_promises()
    {
        var options = new PasswordHasherOptions();
        foreach (var setting in shared.App.Services.GetServices<IConfigureOptions<PasswordHasherOptions>>()) setting.Configure(options);
        using var passwords = new Passwords(Options.Create(options));
        var user = new User();
        user.PasswordHash = await passwords.HashAsync(user, ApiCaller.Password, TestContext.Current.CancellationToken);

        // The format of Identity's version 3: a mark, the function, the rounds, each number big-endian.
        var hash = Convert.FromBase64String(user.PasswordHash);
        Assert.Equal((1, (uint)KeyDerivationPrf.HMACSHA512, 210_000u), (hash[0], BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(1)), BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(5))));
        Assert.True(await passwords.IsRightAsync(user, ApiCaller.Password, TestContext.Current.CancellationToken));
        Assert.False(await passwords.IsRightAsync(user, ApiCaller.Password + "!", TestContext.Current.CancellationToken));
    }
}
