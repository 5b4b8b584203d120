using System.Collections.Frozen;
using Fido2Workflow.Core.Tenants;

namespace Fido2Workflow.Core.Enrollment;

/// <summary>
/// Models of key by AAGUID, for people: shown, never judged by. What an AAGUID says is proven only where attestation is
/// enforced at registration. A model of several AAGUIDs has one for each firmware or profile.
/// </summary>
/// <remarks>
/// Source: Microsoft Learn, "Microsoft Entra ID attestation for passkey (FIDO2) vendors", October 2026, which lists the
/// models of the FIDO Alliance Metadata Service, version 285; the AAGUIDs of Microsoft Authenticator from "Enable passkeys in
/// Microsoft Authenticator", those of Windows Hello from the same list of August 2024. Names are shortened and begin with the maker's.
/// </remarks>
public static class KeyModelNames
{
    private static readonly FrozenDictionary<string, string> Known = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        // Microsoft
        ["de1e552d-db1d-4423-a619-566b625cdc84"] = "Microsoft Authenticator for Android",
        ["90a3ccdf-635c-4729-a248-9b709135078f"] = "Microsoft Authenticator for iOS",
        ["08987058-cadc-4b81-b6e1-30de50dcbe96"] = "Windows Hello, hardware",
        ["6028b017-b1d4-4c02-b4b3-afcdafc96bb2"] = "Windows Hello, software",
        ["9ddd1817-af5a-4672-a2b9-3e3dd95000a9"] = "Windows Hello, VBS hardware",

        // Yubico
        ["2fc0579f-8113-47ea-b116-bb5a8db9202a"] = "YubiKey 5 Series with NFC",
        ["a25342c0-3cdc-4414-8e46-f4807fca511c"] = "YubiKey 5 Series with NFC",
        ["d7781e5d-e353-46aa-afe2-3ca49f13332a"] = "YubiKey 5 Series with NFC",
        ["fa2b99dc-9e39-4257-8f92-4a30d23c4118"] = "YubiKey 5 Series with NFC",
        ["662ef48a-95e2-4aaa-a6c1-5b9c40375824"] = "YubiKey 5 Series with NFC, Enhanced PIN",
        ["b2c1a50b-dad8-4dc7-ba4d-0ce9597904bc"] = "YubiKey 5 Series with NFC, Enhanced PIN (Enterprise Profile)",
        ["0ebd9f2c-f685-441c-8c3e-a02a234a840a"] = "YubiKey 5 Series with NFC, Enhanced PIN (Consumer Profile)",
        ["9a3f2abd-a73d-439c-9ee7-1b53a857eaa7"] = "YubiKey 5 Series with NFC, Enhanced PIN (Enterprise Profile)",
        ["f4ce5fc0-57d3-46f5-a736-efb7d5bc63b5"] = "YubiKey 5 Series with NFC (Consumer Profile)",
        ["1ac71f64-468d-4fe0-bef1-0e5f2f551f18"] = "YubiKey 5 Series with NFC (Enterprise Profile)",
        ["41e39911-c669-4811-b860-c6ad0b411b96"] = "YubiKey 5 Series with NFC (Enterprise Profile)",
        ["6ab56fad-881f-4a43-acb2-0be065924522"] = "YubiKey 5 Series with NFC (Enterprise Profile)",
        ["19083c3d-8383-4b18-bc03-8f1c9ab2fd1b"] = "YubiKey 5 Series",
        ["cb69481e-8ff7-4039-93ec-0a2729a154a8"] = "YubiKey 5 Series",
        ["ee882879-721c-4913-9775-3dfcce97072a"] = "YubiKey 5 Series",
        ["ff4dac45-ede8-4ec2-aced-cf66103f4335"] = "YubiKey 5 Series",
        ["0a357157-9b18-4c8a-920e-d156e972b2f8"] = "YubiKey 5 Series (Consumer Profile)",
        ["20ac7a17-c814-4833-93fe-539f0d5e3389"] = "YubiKey 5 Series (Enterprise Profile)",
        ["4599062e-6926-4fe7-9566-9e8fb1aedaa0"] = "YubiKey 5 Series (Enterprise Profile)",
        ["524de2de-982f-49b4-a769-2b5e3b73ad79"] = "YubiKey 5 Series (Enterprise Profile)",
        ["24673149-6c86-42e7-98d9-433fb5b73296"] = "YubiKey 5 Series with Lightning",
        ["a02167b9-ae71-4ac7-9a07-06432ebb6f1c"] = "YubiKey 5 Series with Lightning",
        ["c5ef55ff-ad9a-4b9f-b580-adebafe026d0"] = "YubiKey 5 Series with Lightning",
        ["03012cb7-4fb2-42e7-9e8d-a81f10e2a5e9"] = "YubiKey 5 Series with Lightning (Consumer Profile)",
        ["3b24bf49-1d45-4484-a917-13175df0867b"] = "YubiKey 5 Series with Lightning (Enterprise Profile)",
        ["b90e7dc1-316e-4fee-a25a-56a666a670fe"] = "YubiKey 5 Series with Lightning (Enterprise Profile)",
        ["c3479970-e58a-4f70-836f-853bf42fb063"] = "YubiKey 5 Series with Lightning (Enterprise Profile)",
        ["57f7de54-c807-4eab-b1c6-1c9be7984e92"] = "YubiKey 5 FIPS Series",
        ["73bb0cd4-e502-49b8-9c6f-b59445bf720b"] = "YubiKey 5 FIPS Series",
        ["905b4cb4-ed6f-4da9-92fc-45e0d4e9b5c7"] = "YubiKey 5 FIPS Series (Enterprise Profile)",
        ["7b96457d-e3cd-432b-9ceb-c9fdd7ef7432"] = "YubiKey 5 FIPS Series with Lightning",
        ["85203421-48f9-4355-9bc8-8a53846e5083"] = "YubiKey 5 FIPS Series with Lightning",
        ["3a662962-c6d4-4023-bebb-98ae92e78e20"] = "YubiKey 5 FIPS Series with Lightning (Enterprise Profile)",
        ["c1f9a0bc-1dd2-404a-b27f-8e29047a43fd"] = "YubiKey 5 FIPS Series with NFC",
        ["fcc0118f-cd45-435b-8da1-9782b2da0715"] = "YubiKey 5 FIPS Series with NFC",
        ["79f3c8ba-9e35-484b-8f47-53a5a0f5c630"] = "YubiKey 5 FIPS Series with NFC (Enterprise Profile)",
        ["3aa78eb1-ddd8-46a8-a821-8f8ec57a7bd5"] = "YubiKey 5 CCN Series with NFC",
        ["eb7ef748-cbe0-4b40-b8f6-07bd2d592d35"] = "YubiKey 5 CCN Series with NFC (Consumer Profile)",
        ["3ec9c8d3-a5a7-415b-a7b5-f1d606368d3f"] = "YubiKey 5 CCN Series with NFC (Enterprise Profile)",
        ["4fc84f16-2545-4e53-b8fc-7bf4d7282a10"] = "YubiKey 5 CCN Series with NFC (Enterprise Profile)",
        ["7409272d-1ff9-4e10-9fc9-ac0019c124fd"] = "YubiKey Bio Series, FIDO Edition",
        ["d8522d9f-575b-4866-88a9-ba99fa02f35b"] = "YubiKey Bio Series, FIDO Edition",
        ["dd86a2da-86a0-4cbe-b462-4bd31f57bc6f"] = "YubiKey Bio Series, FIDO Edition",
        ["9dd8d593-2213-438a-97f8-d6b813d51c27"] = "YubiKey Bio Series, FIDO Edition (Consumer Profile)",
        ["83c47309-aabb-4108-8470-8be838b573cb"] = "YubiKey Bio Series, FIDO Edition (Enterprise Profile)",
        ["8c39ee86-7f9a-4a95-9ba3-f6b097e5c2ee"] = "YubiKey Bio Series, FIDO Edition (Enterprise Profile)",
        ["ad08c78a-4e41-49b9-86a2-ac15b06899e2"] = "YubiKey Bio Series, FIDO Edition (Enterprise Profile)",
        ["add92433-0d69-4026-8166-29b25bce64e9"] = "YubiKey Bio Series, FIDO Edition (Enterprise Profile)",
        ["34744913-4f57-4e6e-a527-e9ec3c4b94e6"] = "YubiKey Bio Series, Multi-protocol Edition",
        ["7d1351a6-e097-4852-b8bf-c9ac5c9ce4a3"] = "YubiKey Bio Series, Multi-protocol Edition",
        ["90636e1f-ef82-43bf-bdcf-5255f139d12f"] = "YubiKey Bio Series, Multi-protocol Edition",
        ["ba0a9266-40d8-4048-9786-d710b5474752"] = "YubiKey Bio Series, Multi-protocol Edition (Consumer Profile)",
        ["6ec5cff2-a0f9-4169-945b-f33b563f7b99"] = "YubiKey Bio Series, Multi-protocol Edition (Enterprise Profile)",
        ["dc5e949d-f939-43b3-9877-a85c7186b753"] = "YubiKey Bio Series, Multi-protocol Edition (Enterprise Profile)",
        ["b92c3f9a-c014-4056-887f-140a2501163b"] = "Security Key by Yubico",
        ["f8a011f3-8c0a-4d15-8006-17111f9edc7d"] = "Security Key by Yubico",
        ["149a2021-8ef6-4133-96b8-81f8d5b7f1f5"] = "Security Key by Yubico with NFC",
        ["6d44ba9b-f6ec-2e49-b930-0c8fe920cb73"] = "Security Key by Yubico with NFC",
        ["a4e9fc6d-4cbe-4758-b8ba-37598bb5bbaa"] = "Security Key NFC by Yubico",
        ["b7d3f68e-88a6-471e-9ecf-2df26d041ede"] = "Security Key NFC by Yubico",
        ["e77e3c64-05e3-428b-8824-0cbeb04b829d"] = "Security Key NFC by Yubico",
        ["0bb43545-fd2c-4185-87dd-feb0b2916ace"] = "Security Key NFC by Yubico, Enterprise Edition",
        ["47ab2fb4-66ac-4184-9ae1-86be814012d5"] = "Security Key NFC by Yubico, Enterprise Edition",
        ["ed042a3a-4b22-4455-bb69-a267b652ae7e"] = "Security Key NFC by Yubico, Enterprise Edition",
        ["72c6b72d-8512-4c66-8359-9d3d10d9222f"] = "Security Key NFC by Yubico, Enterprise Edition (Enterprise Profile)",
        ["9ff4cc65-6154-4fff-ba09-9e2af7882ad2"] = "Security Key NFC by Yubico, Enterprise Edition (Enterprise Profile)",

        // Feitian
        ["12ded745-4bed-47d4-abaa-e713f51d6393"] = "Feitian AllinOne FIDO2",
        ["77010bd7-212a-4fc9-b236-d2ca5e9d4084"] = "Feitian BioPass FIDO2",
        ["b6ede29c-3772-412c-8a78-539c1f4c62d2"] = "Feitian BioPass FIDO2 Plus",
        ["42df17de-06ba-4177-a2bb-6701be1380d6"] = "Feitian BioPass FIDO2 Plus",
        ["a02140b7-0cbd-42e1-a9b5-a39da2545114"] = "Feitian BioPass FIDO2 Plus (Enterprise Profile)",
        ["4c0cf95d-2f40-43b5-ba42-4c83a11c04ba"] = "Feitian BioPass FIDO2 Pro",
        ["2bff89f2-323a-48fc-b7c8-9ff7fe87c07e"] = "Feitian BioPass FIDO2 Pro (Enterprise Profile)",
        ["12755c32-8ad1-46eb-881c-e0b38d848b09"] = "Feitian ePass FIDO",
        ["833b721a-ff5f-4d00-bb2e-bdda3ec01e29"] = "Feitian ePass FIDO2",
        ["ee041bce-25e5-4cdb-8f86-897fd6418464"] = "Feitian ePass FIDO2-NFC",
        ["234cd403-35a2-4cc2-8015-77ea280c77f5"] = "Feitian ePass FIDO2-NFC Series",
        ["78ba3993-d784-4f44-8d6e-cc0a8ad5230e"] = "Feitian ePass FIDO-NFC",
        ["39589099-9a75-49fc-afaa-801ca211c62a"] = "Feitian ePass FIDO-NFC (Enterprise Profile)",
        ["3e22415d-7fdf-4ea4-8a0c-dd60c4249b9d"] = "Feitian iePass FIDO",
        ["8c97a730-3f7b-41a6-87d6-1e9b62bda6f0"] = "Feitian FT-JCOS FIDO Fingerprint Card",
        ["238ab2f5-b57f-4917-b3c6-3d3c6c0c350f"] = "Feitian FT-JCOS BioCard",

        // Google
        ["42b4fb4a-2866-43b2-9bf7-6c6669c2e5d3"] = "Google Titan Security Key v2",

        // GoTrust
        ["9f0d8150-baa5-4c00-9299-ad62c8bb4e87"] = "GoTrust Idem Card",
        ["3b1adb99-0dfe-46fd-90b8-7f7614a4de2a"] = "GoTrust Idem Key",
        ["c611b55c-77b2-4527-8082-590e931b2f08"] = "GoTrust Idem Key",
        ["72a2b5b1-95a5-4df9-a881-4192aff4f72e"] = "GoTrust Idem Key mini",
        ["6d4aa745-dad5-40c4-b9b4-6a252fcee70f"] = "GoTrust Cyber Key",

        // HID
        ["0b8b05a4-ebd4-4b0b-8f5f-33d7b6e606ab"] = "HID Crescendo 4000",
        ["2a55aee6-27cb-42c0-bc6e-04efe999e88a"] = "HID Crescendo 4000",
        ["aa79f476-ea00-417e-9628-1e8365123922"] = "HID Crescendo 4000 FIDO",
        ["8eec9bf9-486c-46da-9a67-1fbb4f66b9ed"] = "HID Crescendo 4000 FIPS",
        ["aeb6569c-f8fb-4950-ac60-24ca2bbe2e52"] = "HID Crescendo C2300",
        ["c80dbd9a-533f-4a17-b941-1a2f1c7cedff"] = "HID Crescendo C3000",
        ["54d9fee8-e621-4291-8b18-7157b99c5bec"] = "HID Crescendo Enabled",
        ["c4ddaf11-3032-4e77-b3b9-3a340369b9ad"] = "HID Crescendo Fusion",
        ["692db549-7ae5-44d5-a1e5-dd20a493b723"] = "HID Crescendo Key",
        ["2d3bec26-15ee-4f5d-88b2-53622490270b"] = "HID Crescendo Key V2",
        ["7991798a-a7f3-487f-98c0-3faf7a458a04"] = "HID Crescendo Key V3",
        ["87c13177-85d6-40ac-8c61-fe7ab3de9dfb"] = "HID Crescendo Key V3",
        ["13ac47cf-1d78-4fd5-9060-aedaabacf826"] = "HID Crescendo Key V3, Enterprise Edition",
        ["19bca99b-7c09-44fe-a969-8cba45764542"] = "HID Crescendo Key V3 FIPS",

        // Thales
        ["b50d5e0a-7f81-4959-9b12-f45407407503"] = "Thales IDPrime 3940 FIDO",
        ["ca4cff1b-5a81-4404-8194-59aabcf1660b"] = "Thales IDPrime 3930 FIDO",
        ["2194b428-9397-4046-8f39-007a1605a482"] = "Thales IDPrime 931 FIDO",
        ["2ffd6452-01da-471f-821b-ea4bf6c8676a"] = "Thales IDPrime 941 FIDO",
        ["e86addcd-7711-47e5-b42a-c18257b0bf61"] = "Thales IDCore 3121 FIDO",
        ["4d41190c-7beb-4a84-8018-adf265a6352d"] = "Thales IDPrime FIDO Bio",
        ["efb96b10-a9ee-4b6c-a4a9-d32125ccd4a4"] = "SafeNet eToken FIDO",
        ["b113a455-cfb6-4c17-8cba-cd952feb7d48"] = "SafeNet eToken FIDO NFC",
        ["74820b05-a6c9-40f9-8fb0-9f86aca93998"] = "SafeNet eToken Fusion",
        ["23786452-f02d-4344-87ed-aaf703726881"] = "SafeNet eToken Fusion CC",
        ["d716019a-9f4e-4041-9750-17c78f8ae81a"] = "SafeNet eToken Fusion BIO",
        ["050dd0bc-ff20-4265-8d5d-305c4b215192"] = "SafeNet eToken Fusion FIPS",
        ["10c70715-2a9a-4de1-b0aa-3cff6d496d39"] = "SafeNet eToken Fusion NFC FIPS",
        ["146e77ef-11eb-4423-b847-ce77864e9411"] = "SafeNet eToken Fusion NFC PIV",

        // Token2
        ["ab32f0c6-2239-afbb-c470-d2ef4e254db7"] = "Token2 FIDO2 Security Key",
        ["eabb46cc-e241-80bf-ae9e-96fa6d2975cf"] = "Token2 PIN Plus Security Key Series",

        // Swissbit
        ["931327dd-c89b-406c-a81e-ed7058ef36c6"] = "Swissbit iShield Key FIDO2",
        ["5d629218-d3a5-11ed-afa1-0242ac120002"] = "Swissbit iShield Key Pro",
        ["7787a482-13e8-4784-8a06-c7ed49a7aaf4"] = "Swissbit iShield Key 2",
        ["e400ef8c-711d-4692-af46-7f2cf7da23ad"] = "Swissbit iShield Key 2 Enterprise",
        ["817cdab8-0d51-4de1-a821-e25b88519cf3"] = "Swissbit iShield Key 2 FIPS",
        ["5eaff75a-dd43-451f-af9f-87c9eeae293e"] = "Swissbit iShield Key 2 FIPS Enterprise",

        // Other manufacturers
        ["50a45b0c-80e7-f944-bf29-f552bfa2e048"] = "ACS FIDO Authenticator",
        ["973446ca-e21c-9a9b-99f5-9b985a67af0f"] = "ACS FIDO Authenticator Card",
        ["cb4f796c-a20a-af9e-d639-213c1ec247f3"] = "ACS PocketKey+ Bio",
        ["3f59672f-20aa-4afe-b6f4-7e5e916b6d98"] = "Arculus FIDO 2.1 Key Card",
        ["9d3df6ba-282f-11ed-a261-0242ac120002"] = "Arculus FIDO2/U2F Key Card",
        ["d41f5a69-b817-4144-a13c-9ebd6d9254d6"] = "AuthenTrend ATKey.Card CTAP2.0",
        ["da1fa263-8b25-42b6-a820-c0036f21ba7f"] = "AuthenTrend ATKey.Card NFC",
        ["e1a96183-5016-4f24-b55b-e3ae23614cc6"] = "AuthenTrend ATKey.Pro CTAP2.0",
        ["e416201b-afeb-41ca-a03d-2281c28322aa"] = "AuthenTrend ATKey.Pro CTAP2.1",
        ["ba76a271-6eb6-4171-874d-b6428dbe3437"] = "AuthenTrend ATKey.ProS",
        ["1c086528-58d5-f211-823c-356786e36140"] = "Atos CardOS FIDO2",
        ["b267239b-954f-4041-a01b-ee4f33c145b6"] = "authenton1 CTAP2.1",
        ["be727034-574a-f799-5c76-0929e0430973"] = "Crayonic KeyVault K1",
        ["9c835346-796b-4c27-8898-d6032f515cc5"] = "Cryptnox FIDO2",
        ["1d1b4e33-76a1-47fb-97a0-14b10d0933f1"] = "Cryptnox FIDO2.1",
        ["454e5346-4944-4ffd-6c93-8e9267193e9a"] = "Ensurity ThinC",
        ["454e5346-4944-4ffd-6c93-8e9267193e9b"] = "Ensurity AUTH BioPro",
        ["d384db22-4d50-ebde-2eac-5765cf1e2a44"] = "Excelsecu eSecu FIDO2 Fingerprint",
        ["a3975549-b191-fd67-b8fb-017e2917fdb3"] = "Excelsecu eSecu FIDO2 NFC",
        ["cdbdaea2-c415-5073-50f7-c04e968640b6"] = "Excelsecu eSecu FIDO2",
        ["4e768f2c-5fab-48b3-b300-220eb487752b"] = "Hideez Key 4",
        ["d821a7d4-e97c-4cb6-bd82-4237731fd4be"] = "Hyper FIDO Bio",
        ["9f77e279-a6e2-4d58-b700-31e5943c6a98"] = "Hyper FIDO Pro",
        ["8d1b1fcb-3c76-49a9-9129-5515b346aa02"] = "IDEMIA ID-ONE Card",
        ["82b0a720-127a-4788-b56d-d1d4b2d82eac"] = "IDEMIA ID-One Key",
        ["39a5647e-1853-446c-a1f6-a79bae9f5bc7"] = "IDmelon Key",
        ["820d89ed-d65a-409e-85cb-f73f0578f82a"] = "IDmelon Authenticator",
        ["c5703116-972b-4851-a3e7-ae1259843399"] = "NEOWAVE Badgeo FIDO2",
        ["3789da91-f943-46bc-95c3-50ea2012f03a"] = "NEOWAVE Winkeo FIDO2",
        ["2cd2f727-f6ca-44da-8f48-5c2e5da000a2"] = "Nitrokey 3 AM",
        ["0acf3011-bc60-f375-fb53-6f05f43154e0"] = "Nymi FIDO2",
        ["30b5035e-d297-4ff1-b00b-addc96ba6a98"] = "OneSpan DIGIPASS FX1 BIO",
        ["30b5035e-d297-4fc1-b00b-addc96ba6a97"] = "OneSpan FIDO Touch",
        ["69700f79-d1fb-472e-bd9b-a3a3b9a9eda0"] = "Pone Biometrics OFFPAD",
        ["7e3f3d30-3557-4442-bdae-139312178b39"] = "RSA DS100",
        ["8876631b-d4a0-427f-5773-0ec71c9e0279"] = "Solo",
        ["8976631b-d4a0-427f-5773-0ec71c9e0279"] = "Solo Tap",
        ["1f8e43df-71ff-e11d-bea3-c4ee7003b232"] = "Thetis Pro FIDO2 Key",
        ["91ad6b93-264b-4987-8737-3a690cad6917"] = "Token Ring FIDO2",
        ["73402251-f2a8-4f03-873e-3cb6db604b03"] = "Identiv uTrust FIDO2",
        ["d94a29d9-52dd-4247-9c2d-8b818b610389"] = "Kensington VeriMark Guard Fingerprint Key",
        ["5fdb81b8-53f0-4967-a881-f5ec26fe4d18"] = "VinCSS FIDO2",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every model there is a name for, by AAGUID, lower case.</summary>
    public static IReadOnlyDictionary<string, string> All => Known;

    /// <summary>The model's name; null where it is not in the table.</summary>
    public static string? Of(string aaGuid) => Known.GetValueOrDefault(aaGuid);

    /// <summary>What a key is called: its manufacturer's text, else the table's name, else its AAGUID.</summary>
    public static string Of(Fido2Key key) =>
        key.Model is { Length: > 0 } model ? model : key.AaGuid is { } aaGuid ? Of(aaGuid) ?? aaGuid : "unknown model";
}
