using Microsoft.EntityFrameworkCore;
using Rendrix.Orders;
using Rendrix.Reviews;
using Rendrix.Web.Platform.Data;
using Rendrix.Web.Reviews;
using Rendrix.Web.Tenancy;

namespace Rendrix.Web.Platform.Demo;

/// <summary>What the buyers of a demo store said: about what arrived, some of it not read by the shop yet.</summary>
internal static class DemoReviews
{
    private static readonly (int Stars, string Title, string Text, string Reply)[] Said =
    [
        (5, "Better than in the picture", "Well made and well packed. It came a day before I expected it.", ""),
        (4, "Would buy it again", "A little smaller than I thought, so look at the measurements. Everything else is just right.", "Thank you. We added a picture with a hand in it, so that the size is easier to see."),
        (5, "", "A present for my sister, who asked where it is from the moment she opened it.", ""),
        (5, "Exactly what I was looking for", "I looked for a long time and am glad I waited. The finish is lovely up close.", ""),
        (3, "Good, with one but", "Nice to look at and to hold. The box arrived with a dent, which matters when it is a present.", ""),
        (4, "Lovely colors", "Softer than on my screen, and I like them better this way.", ""),
        (2, "Not for me", "The quality is fine, but it does not fit where I wanted it. Sending it back was easy.", "We are sorry it did not fit, and glad the way back was short."),
        (5, "Second one already", "The first one went to my niece. This one stays.", ""),
    ];

    public static async Task AddAsync(AppDb db, StoreInfo store, IEnumerable<Order> orders, DateTimeOffset now, CancellationToken ct)
    {
        if (await db.Reviews.AnyAsync(r => r.StoreId == store.StoreId, ct)) return;
        var lines = orders.Where(o => o.Status == OrderStatus.Delivered).SelectMany(o => o.Lines.Select(l => (Order: o, Line: l))).Take(24).ToList();
        foreach (var ((order, line), i) in lines.Select((l, i) => (l, i)))
        {
            var (stars, title, text, reply) = Said[i % Said.Length];
            var at = order.PlacedAt.AddDays(5).AddHours(i % 9);
            var review = new Review
            {
                Id = Guid.CreateVersion7(at), StoreId = store.StoreId, ProductId = line.ProductId, OrderLineId = line.Id, Stars = stars, Title = title, Text = text,
                Author = $"{order.ShippingAddress.FirstName} {order.ShippingAddress.LastName[..1]}.", CreatedAt = at,
            };
            // The newest wait to be read.
            if (i < lines.Count - 2) review.Become(ReviewStatus.Published, at.AddHours(6));
            if (reply.Length > 0) review.Answer(reply, at.AddHours(7) < now ? at.AddHours(7) : now);
            db.Reviews.Add(review);
        }
        await db.SaveAsync(ct);
        await Ratings.CountAsync(db, lines.Select(l => l.Line.ProductId), ct);
    }
}
