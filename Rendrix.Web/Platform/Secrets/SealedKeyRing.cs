using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Rendrix.Web.Platform.Secrets;

/// <summary>Seals the keys of cookies, tokens and links before they go to the database: whoever reads a backup of it cannot sign in as anybody.</summary>
internal sealed class SealedKeyRing(SecretBox box) : IXmlEncryptor
{
    /// <summary>What they are sealed for.</summary>
    public const string Purpose = "key-ring";

    /// <summary>Name of the element that holds a sealed key.</summary>
    public const string Element = "rendrixSealed";

    private static readonly XNamespace Framework = "http://schemas.asp.net/2015/03/dataProtection";

    /// <inheritdoc/>
    public EncryptedXmlInfo Encrypt(XElement plaintextElement) => new(Sealed(plaintextElement), typeof(SealedKeyRingReader));

    /// <summary>A stored key with all that is secret in it sealed; null when it is already.</summary>
    public XElement? Seal(XElement stored)
    {
        var bare = stored.Descendants().Where(e => (string?)e.Attribute(Framework + "requiresEncryption") == "true").ToList();
        if (bare.Count == 0) return null;
        foreach (var secret in bare) secret.ReplaceWith(new XElement(Framework + "encryptedSecret", new XAttribute("decryptorType", typeof(SealedKeyRingReader).AssemblyQualifiedName!), Sealed(secret)));
        return stored;
    }

    /// <summary>A stored key under the newest master key; null when it is under it already, or is not sealed.</summary>
    public XElement? Reseal(XElement stored)
    {
        var changed = false;
        foreach (var element in stored.Descendants(Element))
            if (box.Reseal(element.Value, Purpose) is { } fresh) (element.Value, changed) = (fresh, true);
        return changed ? stored : null;
    }

    private XElement Sealed(XElement plain) => new(Element, box.Seal(Encoding.UTF8.GetBytes(plain.ToString(SaveOptions.DisableFormatting)), Purpose));
}

/// <summary>Opens sealed keys; the framework makes it by the name that stands beside them.</summary>
public sealed class SealedKeyRingReader(IServiceProvider services) : IXmlDecryptor
{
    /// <inheritdoc/>
    public XElement Decrypt(XElement encryptedElement) => XElement.Parse(Encoding.UTF8.GetString(services.GetRequiredService<SecretBox>().Open(encryptedElement.Value, SealedKeyRing.Purpose)));
}
