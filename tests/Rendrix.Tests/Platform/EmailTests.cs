using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Rendrix.Orders;
using Rendrix.Places;
using Rendrix.Stores;
using Rendrix.Web.Identity.Emails;
using Rendrix.Web.Orders.Emails;
using Rendrix.Web.Platform.Mail;
using Rendrix.Web.Tenancy;

namespace Rendrix.Tests.Platform;

public sealed class EmailTests
{
    private static readonly Mailer Mailer = new(new ServiceCollection().AddLogging().BuildServiceProvider(), NullLoggerFactory.Instance, new NoTransport());

    [Fact]
    public async Task An_account_mail_has_its_link_in_both_versions()
    {
        var (subject, html, text) = await Mailer.RenderAsync<ResetPasswordEmail, AccountMail>(new AccountMail("Ada", "https://rendrix.example/reset?token=abc"));
        Assert.Equal("Choose a new password", subject);
        Assert.Contains("href=\"https://rendrix.example/reset?token=abc\"", html, StringComparison.Ordinal);
        Assert.Contains("Choose a new password: https://rendrix.example/reset?token=abc", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_order_mail_shows_lines_and_total_in_the_currency_of_the_shop()
    {
        var (subject, html, text) = await Mailer.RenderAsync<OrderPlacedEmail, OrderMail>(Order("JPY"));
        Assert.Equal("Order #1042 is confirmed", subject);
        Assert.Contains("¥12,800", text, StringComparison.Ordinal);
        Assert.Contains("2 × Blue &lt;b&gt;mug&lt;/b&gt;", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_shipping_mail_links_only_to_https_tracking()
    {
        var mail = Order("EUR");
        mail.Order.TrackingUrl = "javascript:alert(1)";
        var (_, html, _) = await Mailer.RenderAsync<OrderShippedEmail, OrderMail>(mail);
        Assert.DoesNotContain("javascript:", html, StringComparison.Ordinal);
        Assert.Contains(mail.Link.Replace("&", "&amp;", StringComparison.Ordinal), html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cancellation_says_what_comes_back()
    {
        var mail = Order("EUR");
        mail.Order.FinancialStatus = FinancialStatus.Refunded;
        var (_, _, text) = await Mailer.RenderAsync<OrderCancelledEmail, OrderMail>(mail);
        Assert.Contains("You get €128.00 back the way you paid.", text, StringComparison.Ordinal);
    }

    private static OrderMail Order(string currency) => new(
        new Order
        {
            Number = 1042, Currency = currency, SubtotalMinor = 12_800, TotalMinor = 12_800, Email = "grace@example.com", ShippingAddress = new Address { FirstName = "Grace", LastName = "H", Address1 = "1 Pier", City = "Boston", Country = "US" },
            Lines = [new OrderLine { Name = "Blue <b>mug</b>", Quantity = 2, UnitPriceMinor = 6_400, TotalMinor = 12_800 }],
        },
        StoreInfo.Of(new Store { Name = "Halden", Currency = currency, Locale = "en-US" }), "https://halden.example/orders/1042?token=t&x=1");
}
