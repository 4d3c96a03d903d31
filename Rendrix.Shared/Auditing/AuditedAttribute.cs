namespace Rendrix.Auditing;

/// <summary>
/// Marks an entity whose changes are recorded by themselves: whoever saves it through <c>AppDb</c> writes the entry with fields before and after, in the
/// same transaction. An action left out is not recorded. Statements that go round the change tracker (<c>ExecuteUpdate</c>) are not seen.
/// </summary>
/// <param name="subject">Kind of thing: store, order, member, …</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AuditedAttribute(string subject) : Attribute
{
    /// <summary>Kind of thing.</summary>
    public string Subject { get; } = subject;
    /// <summary>Action when a row is added.</summary>
    public string? Created { get; set; }
    /// <summary>Action when a recorded field changes.</summary>
    public string? Changed { get; set; }
    /// <summary>Action when a row is deleted.</summary>
    public string? Deleted { get; set; }
    /// <summary>The fields recorded; empty means all but keys, versions and <see cref="Except"/>.</summary>
    public string[] Fields { get; set; } = [];
    /// <summary>Fields left out.</summary>
    public string[] Except { get; set; } = [];
    /// <summary>Property that holds the subject's name.</summary>
    public string? Name { get; set; }
    /// <summary>Property that holds the subject's id.</summary>
    public string Key { get; set; } = "Id";
    /// <summary>Property that holds the organization, for entities that are not owned by a tenant; they may be saved in a unit of work of that organization only.</summary>
    public string? Organization { get; set; }
}
