using Rendrix.Web.Client.Kit;
using Rendrix.Webhooks;

namespace Rendrix.Web.Webhooks.Pages;

/// <summary>How webhooks and deliveries are said to people.</summary>
internal static class HookLook
{
    /// <summary>What people call it: its note, else its host.</summary>
    public static string Name(Webhook hook) => hook.Note.Length > 0 ? hook.Note : Uri.TryCreate(hook.Url, UriKind.Absolute, out var uri) ? uri.Host : hook.Url;

    /// <summary>How a webhook fares.</summary>
    public static (Tone Tone, string Word) Of(Webhook hook) => hook.Off switch
    {
        WebhookOff.No when hook.FailingSince is not null => (Tone.Warning, "Failing"),
        WebhookOff.No => (Tone.Good, "On"),
        WebhookOff.ByPerson => (Tone.Plain, "Off"),
        _ => (Tone.Bad, "Switched off"),
    };

    /// <summary>Why a webhook is off, and what to do; null while it is on.</summary>
    public static string? Why(Webhook hook) => hook.Off switch
    {
        WebhookOff.Failing => "For three days nothing arrived there, so it is not told anything any more. Send a test once the receiver works, switch it on, then send again what is missing.",
        WebhookOff.Gone => "The receiver said that this address is gone for good. Change the address or delete the webhook.",
        WebhookOff.Moved => "The store came from another organization, which chose this address. Look whether it is yours before you switch it on.",
        WebhookOff.ByPerson => "It is switched off and told nothing. What happens meanwhile is not kept for it.",
        _ => null,
    };

    /// <summary>Where a delivery stands.</summary>
    public static (Tone Tone, string Word) Of(WebhookDelivery delivery) => delivery.State switch
    {
        DeliveryState.Delivered => (Tone.Good, "Delivered"),
        DeliveryState.Failed => (Tone.Bad, "Failed"),
        _ => delivery.Attempts == 0 ? (Tone.Info, "Sending") : (Tone.Warning, "Trying again"),
    };

    /// <summary>What a delivery tells.</summary>
    public static string Title(WebhookDelivery delivery) => delivery.IsTest ? "Test" : WebhookTopic.Find(delivery.Topic)?.Title ?? delivery.Topic;
}
