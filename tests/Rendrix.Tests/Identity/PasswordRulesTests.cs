using Rendrix.Web.Identity;

namespace Rendrix.Tests.Identity;

public sealed class PasswordRulesTests
{
    [Theory]
    [InlineData("Copper-Lantern-42")]
    [InlineData("four tall Otters, 9 hats")]
    [InlineData("Vx7#qLm2!zRt")]
    [InlineData("Пароль-тайный-42-Ä")]
    public void Strong_passwords_are_taken(string password) => Assert.Empty(PasswordRules.Problems(password, "ada@example.com"));

    [Theory]
    [InlineData("Short-1a", "12 characters")]
    [InlineData("no-upper-case-1", "upper-case")]
    [InlineData("NO-LOWER-CASE-1", "lower-case")]
    [InlineData("No-Digits-Here-", "digit")]
    [InlineData("NoSymbolsHere123", "symbol")]
    public void Each_missing_part_is_named(string password, string says) => Assert.Contains(PasswordRules.Problems(password, "ada@example.com"), p => p.Contains(says, StringComparison.Ordinal));

    [Theory]
    [InlineData("Password1234!")]
    [InlineData("P@ssw0rd2024!")]
    [InlineData("P4$$w0rd!!!!!1")]
    [InlineData("!!!Welcome2025")]
    [InlineData("Qwertyuiop12!")]
    [InlineData("1qaz@WSX3edc")]
    [InlineData("Letmein-12345")]
    [InlineData("DragonDragon1!")]
    [InlineData("Aa1!Aa1!Aa1!")]
    [InlineData("Abcdefghijk1!")]
    [InlineData("Il0veyou2024!")]
    [InlineData("4dministrat0R!1")]
    [InlineData("Iloveyou!!!!1")]
    [InlineData("Monkey123456!")]
    public void Well_known_passwords_are_seen_through_their_disguise(string password) => Assert.Contains(PasswordRules.Problems(password, "ada@example.com"), p => p.Contains("easy to guess", StringComparison.Ordinal));

    [Fact]
    public void The_name_part_of_the_address_is_refused() =>
        Assert.Contains("Leave your email address out of the password", PasswordRules.Problems("Lovelace-1815-x!", "lovelace@example.com"));

    [Theory]
    [InlineData("ada@example.com", true)]
    [InlineData("a.b+c@sub.example.co", true)]
    [InlineData("", false)]
    [InlineData("ada", false)]
    [InlineData("ada@localhost", false)]
    [InlineData("ada@example.com\r\nBcc: all@example.com", false)]
    [InlineData("Ada <ada@example.com>", false)]
    [InlineData("ada@example.com, bob@example.com", false)]
    [InlineData("ada@exa mple.com", false)]
    public void Addresses_are_single_and_plain(string email, bool valid) => Assert.Equal(valid, EmailAddress.Problem(email) is null);
}
