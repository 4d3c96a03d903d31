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

    [Theory]
    [InlineData("Summer-2024-Winter!")]
    [InlineData("P@55w0rd.Wint3r.24")]
    [InlineData("Qwertz-Asdf-1234!")]
    [InlineData("Welcome!Admin!1999")]
    [InlineData("Zaq12wsx-Monday-31")]
    [InlineData("Kristina-202555!")]
    [InlineData("Shop-Store-8888-Ab!")]
    public void What_attackers_rules_write_of_their_own_is_easy_to_guess(string password) => Assert.Contains(PasswordRules.Problems(password, "ada@example.com"), p => p.Contains("easy to guess", StringComparison.Ordinal));

    [Theory]
    [InlineData("Halden-Goods-2024!", false)]
    [InlineData("H4lden.G00ds.2024", false)]
    [InlineData("Ingeborg_Moss_1987", false)]
    [InlineData("My-Halden-Password-1", false)]
    [InlineData("Halden-likes-quiet-otters-7", true)]
    [InlineData("Ing-9-copper-lantern", true)]
    public void Names_everybody_knows_are_not_what_makes_it_strong(string password, bool taken)
    {
        Assert.Equal(taken, PasswordRules.Problems(password, "i@example.com", "Ingeborg", "Moss", "Halden Goods", null, "").Count == 0);
        // For whom they are no names the first three would do.
        if (!taken && !password.Contains("Password", StringComparison.Ordinal)) Assert.Empty(PasswordRules.Problems(password, "i@example.com", "Bo", "Ek"));
    }

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
