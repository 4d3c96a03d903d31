using Rendrix.Orders;
using Rendrix.Web.Client.Kit;

namespace Rendrix.Web.Client.Orders;

/// <summary>What the dashboard calls the states of an order, and how their badges look.</summary>
public static class OrderWords
{
    /// <summary>Word and tone of a status.</summary>
    public static (string Word, Tone Tone) Of(OrderStatus status) => status switch
    {
        OrderStatus.Pending => ("New", Tone.Warning),
        OrderStatus.Processing => ("Processing", Tone.Info),
        OrderStatus.Shipped => ("Shipped", Tone.Good),
        OrderStatus.Delivered => ("Delivered", Tone.Neutral),
        OrderStatus.Cancelled => ("Cancelled", Tone.Hollow),
        OrderStatus.Returned => ("Returned", Tone.Warning),
        OrderStatus.Refunded => ("Refunded", Tone.Neutral),
        _ => (status.ToString(), Tone.Neutral),
    };

    /// <summary>Word and tone of where the money stands.</summary>
    public static (string Word, Tone Tone) Of(FinancialStatus status) => status switch
    {
        FinancialStatus.Pending => ("Payment pending", Tone.Warning),
        FinancialStatus.Authorized => ("Authorized", Tone.Info),
        FinancialStatus.PartiallyPaid => ("Partly paid", Tone.Warning),
        FinancialStatus.Paid => ("Paid", Tone.Good),
        FinancialStatus.PartiallyRefunded => ("Partly refunded", Tone.Neutral),
        FinancialStatus.Refunded => ("Refunded", Tone.Neutral),
        FinancialStatus.Voided => ("Voided", Tone.Hollow),
        _ => (status.ToString(), Tone.Neutral),
    };
}
