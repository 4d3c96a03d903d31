using Rendrix.Stores;
using Rendrix.Web.Platform.Data;

namespace Rendrix.Web.Stores;

/// <summary>A store that is made for somebody who waits elsewhere: its id is given, and it is told how far it is.</summary>
/// <param name="StoreId">The id it gets.</param>
/// <param name="Began">First in the transaction that makes it.</param>
/// <param name="Reached">A step begins; told beside that transaction.</param>
/// <param name="Made">Last in that transaction, before the commit.</param>
internal sealed record StoreMaking(Guid StoreId, Func<AppDb, Task> Began, Func<OpeningStep, Task> Reached, Func<AppDb, Store, Task> Made);
