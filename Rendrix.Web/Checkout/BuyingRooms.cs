using Rendrix.Payments;
using Rendrix.Web.Carts;
using Rendrix.Web.Orders;
using Rendrix.Web.Payments;

namespace Rendrix.Web.Checkout;

/// <summary>Registers the rooms of buying: carts, checkout, payments, orders.</summary>
public static class BuyingRooms
{
    /// <summary>Verbs, and every gateway found in this assembly.</summary>
    public static IServiceCollection AddBuying(this IServiceCollection services)
    {
        foreach (var gateway in typeof(BuyingRooms).Assembly.GetTypes().Where(t => t is { IsAbstract: false, IsInterface: false } && t.IsAssignableTo(typeof(IPaymentGateway))))
            services.AddSingleton(typeof(IPaymentGateway), gateway);
        return services.AddSingleton<PaymentGateways>()
            .AddScoped<AddToCart>().AddScoped<ChangeCart>()
            .AddScoped<BeginCheckout>().AddScoped<CompleteCheckout>().AddScoped<RehearseCheckout>()
            .AddScoped<MoveOrder>().AddScoped<CorrectOrder>();
    }
}
