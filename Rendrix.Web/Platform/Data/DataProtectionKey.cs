namespace Rendrix.Web.Platform.Data;

/// <summary>A key of the ring that protects cookies and tokens, shared by every process through the database.</summary>
public sealed class DataProtectionKey
{
    /// <summary>Name of the key.</summary>
    public string Id { get; set; } = "";
    /// <summary>The key as the framework writes it.</summary>
    public string Xml { get; set; } = "";
}
