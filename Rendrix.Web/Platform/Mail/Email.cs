using Microsoft.AspNetCore.Components;

namespace Rendrix.Web.Platform.Mail;

/// <summary>An email is one component: <c>@inherits Email&lt;TModel&gt;</c>, a subject and the body inside an <c>EmailFrame</c>. The text version is derived.</summary>
/// <typeparam name="TModel">What it says; plain values.</typeparam>
public abstract class Email<TModel> : ComponentBase where TModel : class
{
    /// <summary>What the mail is about.</summary>
    [Parameter, EditorRequired] public TModel Model { get; set; } = default!;

    /// <summary>The subject line for a model.</summary>
    public abstract string Subject { get; }

    internal void Take(TModel model) => Model = model;
}
