/// Answers of the exchange, in the form of its documents' examples, shortened.
enum AccountReplies {
  static let account = """
    {"makerCommission":15,"commissionRates":{"maker":"0.00150000"},"canTrade":true,"updateTime":123456789,\
    "accountType":"SPOT","balances":[{"asset":"LTC","free":"4.50000000","locked":"0.50000000"},\
    {"asset":"BTC","free":"0.25000000","locked":"0.00000000"},\
    {"asset":"ETH","free":"0.00000000","locked":"0.00000000"},\
    {"asset":"USDT","free":"100.10000000","locked":"0.00000000"},\
    {"asset":"XYZ","free":"7.00000000","locked":"0.00000000"}],"permissions":["SPOT"],"uid":354937868}
    """
  static let funding = """
    [{"asset":"USDT","free":"1","locked":"0","freeze":"0.5","withdrawing":"0","btcValuation":"0.0000091"},\
    {"asset":"BNB","free":"0","locked":"0","freeze":"0","withdrawing":"0","btcValuation":"0"}]
    """
  static let futuresBalance = """
    [{"accountAlias":"SgsR","asset":"USDT","balance":"122607.35137903","crossWalletBalance":"23.72469206",\
    "crossUnPnl":"-2.35137903","availableBalance":"23.72469206","maxWithdrawAmount":"23.72469206",\
    "marginAvailable":true,"updateTime":1617939110373},{"accountAlias":"SgsR","asset":"BNB",\
    "balance":"0.00000000","crossWalletBalance":"0","crossUnPnl":"0.00000000","availableBalance":"0.00",\
    "maxWithdrawAmount":"0","marginAvailable":true,"updateTime":0}]
    """
  static let prices = """
    [{"symbol":"BTCUSDT","price":"60000.50000000"},{"symbol":"LTCBTC","price":"0.00120000"},\
    {"symbol":"USDTTRY","price":"32.00000000"},{"symbol":"ETHUSDT","price":"0.00000000"}]
    """
  static let wallets = """
    [{"activate":true,"balance":"0.5","walletName":"Spot"},{"activate":true,"balance":"0","walletName":"Funding"},\
    {"activate":true,"balance":"0.71842752","walletName":"USDⓈ-M Futures"},\
    {"activate":true,"balance":"0.1","walletName":"Copy Trading"}]
    """
  static let positions = """
    [{"symbol":"ADAUSDT","positionSide":"LONG","positionAmt":"30","entryPrice":"0.385",\
    "breakEvenPrice":"0.385077","markPrice":"0.41047590","unRealizedProfit":"0.76427700",\
    "liquidationPrice":"0","isolatedMargin":"0","notional":"12.31427700","marginAsset":"USDT",\
    "isolatedWallet":"0","initialMargin":"0.61571385","maintMargin":"0.08004280",\
    "positionInitialMargin":"0.61571385","openOrderInitialMargin":"0","adl":2,"bidNotional":"0",\
    "askNotional":"0","updateTime":1720736417660},{"symbol":"COMPUSDT","positionSide":"BOTH",\
    "positionAmt":"0.000","entryPrice":"0.0","breakEvenPrice":"0.0","markPrice":"49.72023376",\
    "unRealizedProfit":"0.00000000","liquidationPrice":"0","isolatedMargin":"0","notional":"0",\
    "marginAsset":"USDT","isolatedWallet":"0","initialMargin":"0","maintMargin":"0",\
    "positionInitialMargin":"0","openOrderInitialMargin":"0","adl":0,"bidNotional":"0","askNotional":"0",\
    "updateTime":0}]
    """
  static let configurations = """
    [{"symbol":"ADAUSDT","marginType":"CROSSED","isAutoAddMargin":false,"leverage":20,\
    "maxNotionalValue":"1000000"}]
    """
  static let income = """
    [{"symbol":"","incomeType":"TRANSFER","income":"-0.37500000","asset":"USDT","info":"TRANSFER",\
    "time":1570608000000,"tranId":9689322392,"tradeId":""},{"symbol":"BTCUSDT","incomeType":"COMMISSION",\
    "income":"-0.01000000","asset":"USDT","info":"COMMISSION","time":1570636800000,"tranId":9689322392,\
    "tradeId":"2059192"},{"symbol":"BTCUSDT","incomeType":"REALIZED_PNL","income":"1.25000000",\
    "asset":"USDT","info":"REALIZED_PNL","time":1570723200000,"tranId":9689322393,"tradeId":"2059193"},\
    {"symbol":"BTCUSDT","incomeType":"FUNDING_FEE","income":"-0.00000001","asset":"BNB","info":"FUNDING_FEE",\
    "time":1570723200001,"tranId":9689322394,"tradeId":""}]
    """
  static let spotOrder = """
    {"symbol":"LTCBTC","orderId":1,"orderListId":-1,"clientOrderId":"my.Order:1/a_b-c","price":"0.1",\
    "origQty":"1.0","executedQty":"0.0","cummulativeQuoteQty":"0.0","status":"NEW","timeInForce":"GTC",\
    "type":"LIMIT","side":"BUY","stopPrice":"0.0","icebergQty":"0.0","time":1499827319559,\
    "updateTime":1499827319559,"isWorking":true,"workingTime":1499827319559,\
    "origQuoteOrderQty":"0.000000","selfTradePreventionMode":"NONE"}
    """
  static let futuresOrder = """
    {"avgPrice":"0.00000","clientOrderId":"abc","cumQuote":"0","executedQty":"0","orderId":1917641,\
    "origQty":"0.40","origType":"TRAILING_STOP_MARKET","price":"0","reduceOnly":false,"side":"BUY",\
    "positionSide":"SHORT","status":"NEW","stopPrice":"9300","closePosition":false,"symbol":"BTCUSDT",\
    "time":1579276756075,"timeInForce":"GTC","type":"TRAILING_STOP_MARKET","activatePrice":"9020",\
    "priceRate":"0.3","updateTime":1579276756075,"workingType":"CONTRACT_PRICE","priceProtect":false,\
    "priceMatch":"NONE","selfTradePreventionMode":"NONE","goodTillDate":0}
    """
  static let conditionalOrder = """
    {"algoId":2148627,"clientAlgoId":"MRumok0dkhrP4kCm12AHaB","algoType":"CONDITIONAL",\
    "orderType":"TAKE_PROFIT","symbol":"BTCUSDT","side":"SELL","positionSide":"BOTH","timeInForce":"GTC",\
    "quantity":"0.01","algoStatus":"NEW","actualOrderId":"","actualPrice":"0.00000",\
    "triggerPrice":"750.000","price":"750.000","icebergQuantity":null,"selfTradePreventionMode":\
    "EXPIRE_MAKER","workingType":"CONTRACT_PRICE","priceMatch":"NONE","closePosition":false,\
    "priceProtect":false,"reduceOnly":false,"createTime":1750514941540,"updateTime":1750514941540,\
    "triggerTime":0,"goodTillDate":0}
    """
  static let spotTrade = """
    {"symbol":"LTCBTC","id":28457,"orderId":100234,"orderListId":-1,"price":"4.00000100",\
    "qty":"12.00000000","quoteQty":"48.000012","commission":"10.10000000","commissionAsset":"BNB",\
    "time":1499865549590,"isBuyer":true,"isMaker":false,"isBestMatch":true}
    """
  static let futuresTrade = """
    {"buyer":false,"commission":"-0.07819010","commissionAsset":"USDT","id":698759,"maker":false,\
    "orderId":25851813,"price":"7819.01","qty":"0.002","quoteQty":"15.63802","realizedPnl":"-0.91539999",\
    "side":"SELL","positionSide":"SHORT","symbol":"BTCUSDT","time":1569514978020}
    """
  static let tradeFee = #"[{"symbol":"BTCUSDT","makerCommission":"0.001","takerCommission":"0.002"}]"#
  static let commission = """
    {"symbol":"BTCUSDT","standardCommission":{"maker":"0.00000010","taker":"0.00000020",\
    "buyer":"0.00000030","seller":"0.00000040"},"specialCommission":{"maker":"0.01000000",\
    "taker":"0.02000000","buyer":"0.03000000","seller":"0.04000000"},"taxCommission":{\
    "maker":"0.00000112","taker":"0.00000114","buyer":"0.00000118","seller":"0.00000116"},"discount":{\
    "enabledForAccount":true,"enabledForSymbol":true,"discountAsset":"BNB","discount":"0.75000000"}}
    """
  static let futuresRates = """
    {"symbol":"BTCUSDT","makerCommissionRate":"0.0002","takerCommissionRate":"0.0004",\
    "rpiCommissionRate":"0.00005"}
    """
  static let orderCounts = """
    [{"rateLimitType":"ORDERS","interval":"SECOND","intervalNum":10,"limit":50,"count":2},\
    {"rateLimitType":"ORDERS","interval":"DAY","intervalNum":1,"limit":160000,"count":7}]
    """
  static let deposit = """
    {"id":"769800519366885376","amount":"0.001","coin":"BNB","network":"BNB","status":1,\
    "address":"bnb136ns6lfw4zs5hg4n85vdthaad7hq5m4gtkgf23","addressTag":"101764890",\
    "txId":"98A3EA560C6B3336D348B6C83F0F95ECE4F1F5919E94BD006E5BF3BF264FACFC",\
    "insertTime":1661493146000,"completeTime":1661493146000,"transferType":0,"confirmTimes":"1/1",\
    "unlockConfirm":0,"walletType":0,"travelRuleStatus":0}
    """
  static let withdrawal = """
    {"id":"b6ae22b3aa844210a7041aee7589627c","amount":"8.91000000","transactionFee":"0.004","coin":"USDT",\
    "status":6,"address":"0x94df8b352de7f46f64b01d3666bf6e936e44ce60","txId":"Internal transfer 12345",\
    "applyTime":"2019-10-12 11:12:02","network":"ETH","transferType":0,"withdrawOrderId":"WITHDRAWtest123",\
    "info":"The address is not valid. Please confirm with the recipient","confirmNo":3,"walletType":1,\
    "txKey":"","completeTime":"2023-03-23 16:52:41"}
    """
  static let address = """
    {"address":"1HPn8Rx2y6nNSfagQBKy27GB99Vbzg89wv","coin":"BTC","tag":"",\
    "url":"https://btc.com/1HPn8Rx2y6nNSfagQBKy27GB99Vbzg89wv"}
    """
  static let transfers = """
    {"total":2,"rows":[{"asset":"USDT","amount":"1","type":"MAIN_UMFUTURE","status":"CONFIRMED",\
    "tranId":11415955596,"timestamp":1544433328000},{"asset":"USDT","amount":"2","type":"MAIN_UMFUTURE",\
    "status":"CONFIRMED","tranId":11366865406,"timestamp":1544433328000}]}
    """
  static let spotSnapshot = """
    {"code":200,"msg":"","snapshotVos":[{"data":{"balances":[{"asset":"BTC","free":"0.09905021",\
    "locked":"0.00000000"},{"asset":"ETH","free":"0.00000000","locked":"0.00000000"}],\
    "totalAssetOfBtc":"0.09942700"},"type":"spot","updateTime":1576281599000},{"data":{"balances":[\
    {"asset":"BTC","free":"0.10000000","locked":"0.01000000"}],"totalAssetOfBtc":"0.11000000"},\
    "type":"spot","updateTime":1576367999000}]}
    """
  static let marginSnapshot = """
    {"code":200,"msg":"","snapshotVos":[{"data":{"marginLevel":"2748.02909813",\
    "totalAssetOfBtc":"0.00274803","totalLiabilityOfBtc":"0.00000100","totalNetAssetOfBtc":"0.00274750",\
    "userAssets":[{"asset":"XRP","borrowed":"0.00000000","free":"1.00000000","interest":"0.00000000",\
    "locked":"0.00000000","netAsset":"1.00000000"}]},"type":"margin","updateTime":1576281599000}]}
    """
  static let futuresSnapshot = """
    {"code":200,"msg":"","snapshotVos":[{"data":{"assets":[{"asset":"USDT","marginBalance":"118.99782335",\
    "walletBalance":"120.23811389"}],"position":[{"entryPrice":"7130.41000000","markPrice":"7257.66239673",\
    "positionAmt":"0.01000000","symbol":"BTCUSDT","unRealizedProfit":"1.24029054"}]},"type":"futures",\
    "updateTime":1576281599000}]}
    """
  static let forced = """
    [{"orderId":6071832819,"symbol":"BTCUSDT","status":"FILLED",\
    "clientOrderId":"autoclose-1596107620040000020","price":"10871.09","avgPrice":"10913.21000",\
    "origQty":"0.001","executedQty":"0.001","cumQuote":"10.91321","timeInForce":"IOC","type":"LIMIT",\
    "reduceOnly":false,"closePosition":false,"side":"SELL","positionSide":"BOTH","stopPrice":"0",\
    "workingType":"CONTRACT_PRICE","origType":"LIMIT","time":1596107620044,"updateTime":1596107620087}]
    """
}
