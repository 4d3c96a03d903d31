using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Rendrix.Amounts;
using Rendrix.Catalog;
using Rendrix.Inventory;
using Rendrix.Orders;
using Rendrix.Payments;
using Rendrix.Places;
using Rendrix.Pricing;
using Rendrix.Web.Inventory;
using Rendrix.Web.Orders;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Platform.Demo;

/// <summary>
/// A month of orders for a demo store. Written as rows, because nobody shall get mails for them, and as true as real ones: gapless numbers, totals
/// by the same arithmetic, stock taken with its trail, one payment each, a timeline that fits the status.
/// </summary>
internal static class DemoOrders
{
    // Age in days of each order, oldest first: about one a day, a little more lately.
    private static readonly double[] Ages = [29.42, 28.31, 27.18, 26.4, 24.77, 23.61, 22.35, 21.2, 19.56, 18.47, 17.3, 15.81, 14.6, 13.42, 12.25, 10.66, 9.38, 8.19, 6.57, 5.4, 4.28, 3.1, 2.22, 1.15, 0.62, 0.11];

    private const string Packer = "Robin Reed";

    public static readonly string[] AmericanCustomers =
    [
        "Mira|Kowalski|418 Alder Street|Portland|OR|97205|US", "Daniel|Okafor|2207 Maple Avenue|Chicago|IL|60614|US", "Hannah|Brooks|91 Prospect Park West|Brooklyn|NY|11215|US", "Luis|Herrera|730 Guadalupe Street|Austin|TX|78701|US",
        "Grace|Lindqvist|1544 Hennepin Avenue|Minneapolis|MN|55403|US", "Priya|Raman|56 Willow Road|Menlo Park|CA|94025|US", "Tom|Abbott|12 Harbor Lane|Gloucester|MA|01930|US", "Noor|Haddad|3380 Woodward Avenue|Detroit|MI|48201|US",
        "Emily|Chen|845 Folsom Street|San Francisco|CA|94107|US", "Marcus|Hill|209 Peachtree Place|Atlanta|GA|30309|US", "Sofia|Marino|77 Federal Hill|Providence|RI|02903|US", "Jack|Svensson|1201 Pine Street|Seattle|WA|98101|US", "Amara|Diallo|640 St. Charles Avenue|New Orleans|LA|70130|US",
    ];

    public static readonly string[] EuropeanCustomers =
    [
        "Jonas|Petersen|Kastanienallee 14|Berlin||10435|DE", "Clara|Weiss|Lindengasse 7|Wien||1070|AT", "Maarten|de Vries|Prinsengracht 231|Amsterdam||1015 DT|NL", "Élise|Moreau|18 rue des Martyrs|Paris||75009|FR", "Greta|Lund|Nørrebrogade 92|København||2200|DK",
        "Anna|Hoffmann|Schanzenstraße 40|Hamburg||20357|DE", "Luca|Ferri|Via Solferino 11|Milano||20121|IT", "Ida|Berg|Götgatan 58|Stockholm||118 26|SE", "Felix|Baumann|Goethestraße 3|Leipzig||04109|DE", "Marta|Soler|Carrer de Verdi 27|Barcelona||08012|ES",
        "Niamh|Byrne|5 Fade Street|Dublin||D02 KF79|IE", "Johanna|Krüger|Am Wall 120|Bremen||28195|DE", "Pieter|Claes|Kammenstraat 44|Antwerpen||2000|BE",
    ];

    public static async Task AddAsync(TenantTransactions transactions, StoreInfo store, string[] customers, DateTimeOffset now, CancellationToken ct)
    {
        await using var db = await transactions.BeginAsync(store.TenantId, null, ct);
        // All of a store's orders are one commit: where there is one, there are all.
        if (await db.Orders.AnyAsync(o => o.StoreId == store.StoreId, ct)) return;
        await Backdate(db, store, now.AddDays(-31), ct);
        // Summing up writes the cover too, so the pictures must be there.
        var products = await db.Products.Include(p => p.Variants).Include(p => p.Images).AsSplitQuery().Where(p => p.StoreId == store.StoreId && p.Status == ProductStatus.Active).OrderBy(p => p.Slug).ToListAsync(ct);
        // What is scarce on purpose stays scarce: only variants with stock to spare are sold.
        var shelf = products.SelectMany(p => p.Variants.OrderBy(v => v.Position).Where(v => v.Quantity >= 9).Select(v => (Product: p, Variant: v))).ToList();
        var draw = new Draw(store.Identifier);
        var orders = new List<Order>();
        for (var i = 0; i < Ages.Length; i++)
        {
            var order = Order(store, customers[i % customers.Length].Split('|'), shelf, draw, now.AddDays(-Ages[i]));
            order.Number = await OrderBook.NextNumberAsync(db, store.StoreId, ct);
            foreach (var line in order.Lines) Move(db, products, line, -line.Quantity, StockReason.Sold, order.PlacedAt);
            Progress(db, store, order, products, Ages[i], draw);
            db.Orders.Add(order);
            orders.Add(order);
        }
        await db.SaveAsync(ct);
        await Stock.SummarizeAsync(db, [.. products.Select(p => p.Id)], ct);
        await DemoReviews.AddAsync(db, store, orders, now, ct);
        await db.CommitAsync(ct);
    }

    // The store opened, and counted its stock, before its first order.
    private static async Task Backdate(AppDb db, StoreInfo store, DateTimeOffset opened, CancellationToken ct)
    {
        await db.Stores.Where(s => s.Id == store.StoreId).ExecuteUpdateAsync(s => s.SetProperty(x => x.CreatedAt, opened), ct);
        await db.Products.Where(p => p.StoreId == store.StoreId).ExecuteUpdateAsync(s => s.SetProperty(p => p.CreatedAt, opened).SetProperty(p => p.PublishedAt, opened), ct);
        // The ledger takes no update, so its first entries are written anew; what they add up to stays.
        var counted = await db.StockMovements.AsNoTracking().Where(m => m.StoreId == store.StoreId).ToListAsync(ct);
        await db.StockMovements.Where(m => m.StoreId == store.StoreId).ExecuteDeleteAsync(ct);
        await db.StockLevels.Where(l => l.StoreId == store.StoreId).ExecuteDeleteAsync(ct);
        foreach (var movement in counted) (movement.Id, movement.At) = (Guid.CreateVersion7(opened), opened);
        db.StockMovements.AddRange(counted);
    }

    private static Order Order(StoreInfo store, string[] customer, List<(Product Product, Variant Variant)> shelf, Draw draw, DateTimeOffset at)
    {
        var currency = Currency.Of(store.Currency);
        var address = new Address { FirstName = customer[0], LastName = customer[1], Address1 = customer[2], City = customer[3], Province = customer[4].Length > 0 ? customer[4] : null, PostalCode = customer[5], Country = customer[6] };
        var chosen = Enumerable.Range(0, 1 + draw.Below(3)).Select(_ => shelf[draw.Below(shelf.Count)]).Where(c => c.Variant.Quantity >= 4).DistinctBy(c => c.Variant.Id).ToList();
        if (chosen.Count == 0) chosen = [shelf.MaxBy(c => c.Variant.Quantity)];
        var lines = chosen.Select(c => (c.Product, c.Variant, Quantity: draw.Below(5) == 0 ? 2 : 1)).ToList();
        var goods = lines.Sum(l => l.Variant.PriceMinor * l.Quantity);
        var free = store.FreeShippingFromMinor is { } from && goods >= from;
        var tax = new Percentage(store.TaxBasisPoints);
        var totals = Totals.Of([.. lines.Select(l => new PricedLine(l.Variant.Price, l.Quantity))], Money.FromMinor(free ? 0 : store.ShippingRateMinor, currency), tax, store.PricesIncludeTax, currency);
        var order = new Order
        {
            TenantId = store.TenantId, Id = Guid.CreateVersion7(at), StoreId = store.StoreId, CartId = Guid.CreateVersion7(at), CheckoutId = Guid.CreateVersion7(at), AccessToken = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            Email = $"{Slug.From(customer[0])}.{Slug.From(customer[1])}@example.com", Status = OrderStatus.Pending, FinancialStatus = FinancialStatus.Paid, FulfilmentStatus = FulfilmentStatus.Unfulfilled, Currency = store.Currency,
            SubtotalMinor = totals.Subtotal.Minor, DiscountMinor = totals.Discount.Minor, ShippingMinor = totals.Shipping.Minor, TaxMinor = totals.Tax.Minor, TaxIncluded = totals.TaxIncluded, TotalMinor = totals.Total.Minor,
            ShippingMethod = free ? "Free delivery" : "Standard delivery", ShippingAddress = address, BillingAddress = address, PlacedAt = at,
        };
        foreach (var (product, variant, quantity) in lines)
        {
            var total = variant.Price * quantity;
            order.Lines.Add(new OrderLine
            {
                TenantId = store.TenantId, Id = Guid.CreateVersion7(at), StoreId = store.StoreId, OrderId = order.Id, VariantId = variant.Id, ProductId = product.Id, Name = product.Name, VariantTitle = variant.Title, Sku = variant.Sku,
                ImageUrl = variant.ImageUrl ?? product.CoverUrl, Quantity = quantity, UnitPriceMinor = variant.PriceMinor, TotalMinor = total.Minor, TaxMinor = (totals.TaxIncluded ? tax.Within(total) : tax.On(total)).Minor,
                Position = order.Lines.Count, StockTaken = variant.TrackInventory,
            });
        }
        order.Payments.Add(new Payment { TenantId = store.TenantId, Id = Guid.CreateVersion7(at), StoreId = store.StoreId, OrderId = order.Id, Gateway = "test", Reference = "demo_" + order.Id.ToString("N"), AmountMinor = order.TotalMinor, Currency = order.Currency, Status = PaymentStatus.Captured, CreatedAt = at });
        Tell(order, "placed", $"{address.FullName} placed this order.", "", at);
        Tell(order, "paid", $"{totals.Total.Format(store.Locale)} was paid.", "", at.AddSeconds(2));
        return order;
    }

    // How far an order came by its age: the oldest have arrived, the latest wait. Two were called off.
    private static void Progress(AppDb db, StoreInfo store, Order order, List<Product> products, double age, Draw draw)
    {
        if (order.Number is 1007 or 1018) { Cancel(db, store, order, products); return; }
        if (age < 1) return;
        var packed = order.PlacedAt.AddHours(3 + draw.Below(15));
        order.Status = OrderStatus.Processing;
        Tell(order, "processing", "Packing started.", Packer, packed);
        if (age < 2.5) return;
        var (carrier, number) = store.Currency == "USD" ? ("UPS", "1Z999AA1" + draw.Digits(10)) : ("DHL", "JJD0003" + draw.Digits(11));
        (order.Status, order.FulfilmentStatus, order.TrackingCarrier, order.TrackingNumber) = (OrderStatus.Shipped, FulfilmentStatus.Fulfilled, carrier, number);
        order.TrackingUrl = carrier == "UPS" ? $"https://www.ups.com/track?tracknum={number}" : $"https://www.dhl.com/track?tracking-id={number}";
        Tell(order, "shipped", $"Shipped with {carrier}, tracking {number}.", Packer, packed.AddHours(2));
        foreach (var line in order.Lines.Where(l => l.StockTaken)) db.StockMovements.Add(Stock.Movement(line.StoreId, line.VariantId, 0, StockReason.Fulfilled, line.Id, packed.AddHours(2)).Holding(-line.Quantity));
        if (age < 6) return;
        (order.Status, order.FulfilmentStatus) = (OrderStatus.Delivered, FulfilmentStatus.Delivered);
        Tell(order, "delivered", "Delivered.", Packer, packed.AddDays(2).AddHours(draw.Below(30)));
    }

    private static void Cancel(AppDb db, StoreInfo store, Order order, List<Product> products)
    {
        var at = order.PlacedAt.AddHours(5);
        (order.Status, order.FinancialStatus) = (OrderStatus.Cancelled, FinancialStatus.Refunded);
        Tell(order, "cancelled", "Cancelled: ordered twice by mistake", Packer, at);
        foreach (var payment in order.Payments) payment.Status = PaymentStatus.Refunded;
        Tell(order, "refunded", $"{order.Money(order.TotalMinor).Format(store.Locale)} was given back.", Packer, at);
        foreach (var line in order.Lines) Move(db, products, line, line.Quantity, StockReason.Restocked, at);
        Tell(order, "restocked", $"{order.Lines.Sum(l => l.Quantity)} pieces went back into stock.", Packer, at);
    }

    private static void Move(AppDb db, List<Product> products, OrderLine line, int delta, StockReason reason, DateTimeOffset at)
    {
        products.SelectMany(p => p.Variants).First(v => v.Id == line.VariantId).Quantity += delta;
        db.StockMovements.Add(Stock.Movement(line.StoreId, line.VariantId, delta, reason, line.Id, at).Holding(-delta));
    }

    private static void Tell(Order order, string kind, string message, string actor, DateTimeOffset at)
    {
        var entry = OrderBook.Event(order, kind, message, null, actor, at);
        entry.TenantId = order.TenantId;
        order.Events.Add(entry);
    }

    /// <summary>The same choices on every machine, so that pictures in the documentation show what a reader sees.</summary>
    private sealed class Draw(string seed)
    {
        private uint _state = seed.Aggregate(2166136261u, (hash, c) => (hash ^ c) * 16777619u);

        public int Below(int limit)
        {
            _state ^= _state << 13;
            _state ^= _state >> 17;
            _state ^= _state << 5;
            return (int)(_state % (uint)limit);
        }

        public string Digits(int count) => string.Concat(Enumerable.Range(0, count).Select(_ => (char)('0' + Below(10))));
    }
}
