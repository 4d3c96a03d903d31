using Rendrix.Auditing;

namespace Rendrix.Tests.Auditing;

public sealed class AuditMaskTests
{
    [Theory]
    [InlineData("password")]
    [InlineData("PasswordHash")]
    [InlineData("new_password")]
    [InlineData("ssn")]
    [InlineData("customerSSN")]
    [InlineData("creditCard")]
    [InlineData("credit_card_number")]
    [InlineData("cardNumber")]
    [InlineData("cvc")]
    [InlineData("accessToken")]
    [InlineData("refresh_token")]
    [InlineData("apiKey")]
    [InlineData("StripeSecretKey")]
    [InlineData("webhookSecret")]
    [InlineData("SecurityStamp")]
    [InlineData("authorization")]
    public void A_field_of_a_secret_is_dots_and_says_nothing_of_its_length(string field)
    {
        Assert.Equal(AuditMask.Dots, AuditMask.Mask(field, "x"));
        Assert.Equal(AuditMask.Dots, AuditMask.Mask(field, new string('x', 90)));
        Assert.Null(AuditMask.Mask(field, null));
    }

    [Theory]
    [InlineData("name")]
    [InlineData("taxBasisPoints")]
    [InlineData("keyboard")]
    [InlineData("monkeys")]
    [InlineData("passage")]
    [InlineData("compactness")]
    public void Other_fields_are_said(string field) => Assert.Equal("blue", AuditMask.Mask(field, "blue"));

    [Theory]
    [InlineData("Card 4242 4242 4242 4242 was typed here", "Card •••••• was typed here")]
    [InlineData("4242-4242-4242-4242", "••••••")]
    [InlineData("Call 4242 4242 4242 4241", "Call 4242 4242 4242 4241")]
    [InlineData("key sk_live_51Habcdefgh is set", "key •••••• is set")]
    [InlineData("Bearer abc.def", "••••••")]
    [InlineData("42424242-4242-4242-0000-000000000000", "42424242-4242-4242-0000-000000000000")]
    [InlineData("""{"name":"Blue","apiKey":"abc","nested":{"password":"p\"q","n":1}}""", """{"name":"Blue","apiKey":"••••••","nested":{"password":"••••••","n":1}}""")]
    [InlineData("""{"pin":1234}""", """{"pin":"••••••"}""")]
    public void Secrets_inside_of_text_are_dots(string value, string expected) => Assert.Equal(expected, AuditMask.Mask("note", value));

    [Fact]
    public void Long_text_is_cut() => Assert.Equal(501, AuditMask.Mask("about", new string('a', 9000))!.Length);
}
