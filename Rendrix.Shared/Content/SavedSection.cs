using Rendrix.Tenancy;

namespace Rendrix.Content;

/// <summary>Blocks that somebody saved under a name, to be put into pages as copies. Everyone in the organization has them, in every store.</summary>
public sealed class SavedSection : ITenantOwned
{
    /// <summary>Longest name.</summary>
    public const int MaxName = 80;
    /// <summary>Most sections of one organization.</summary>
    public const int Most = 500;

    /// <inheritdoc/>
    public Guid TenantId { get; set; }
    /// <inheritdoc/>
    public Guid Id { get; set; }
    /// <summary>What people call it.</summary>
    public string Name { get; set; } = "";
    /// <summary>The blocks as JSON, in the clipboard's form (BlockClip).</summary>
    public string Blocks { get; set; } = "";
    /// <summary>Who saved it.</summary>
    public Guid? SavedBy { get; set; }
    /// <summary>When it was saved.</summary>
    public DateTimeOffset CreatedAt { get; set; }
}
