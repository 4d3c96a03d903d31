using Rendrix.Tenancy;

namespace Rendrix.Privacy;

/// <summary>An answer a person gave to a question about their data. Each answer is a row of its own; the latest one of a subject holds.</summary>
public sealed class ConsentRecord : IStoreOwned
{
    /// <summary>Purpose: letters by mail.</summary>
    public const string Newsletter = "newsletter";
    /// <summary>Purpose: contents and cookies of other sites.</summary>
    public const string Cookies = "cookies";

    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <inheritdoc/>
    public Guid StoreId { get; set; }
    /// <summary>newsletter or cookies.</summary>
    public string Purpose { get; set; } = "";
    /// <summary>Who: an email address in lower case, or the random id in the visitor's own cookie.</summary>
    public string Subject { get; set; } = "";
    /// <summary>Whether it was a yes.</summary>
    public bool Granted { get; set; }
    /// <summary>Where it was asked, or the words that were shown; at most 600 characters.</summary>
    public string Words { get; set; } = "";
    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }
}
